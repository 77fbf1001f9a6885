// Starts a server under measurement, and a generator of load, each as a process of its own.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LoadOrder, LoadResult } from "./load-order.js";
import type { Asked, ServerOrder, Started } from "./order.js";

/** `built`: compiled, as it would be deployed. `source`: the TypeScript files, for tests of what is being written. */
export type Program = "built" | "source";

function launch(program: Program, name: "main" | "load", order: unknown): ChildProcess {
  const script = program === "built" ? `../../dist/http/${name}.js` : `./${name}.ts`;
  const execArgv = program === "built" ? [] : ["--conditions=source", "--import", "tsx"];
  // Its log is written, as it would be, and read by nobody.
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
    execArgv,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.send({ order });
  return child;
}

async function said<T>(child: ChildProcess): Promise<T> {
  const gone = new AbortController();
  const ended = (): void => gone.abort(new Error("A process of the measurement ended before its answer."));
  child.once("exit", ended);
  try {
    const [message] = (await once(child, "message", { signal: gone.signal })) as [T];
    return message;
  } finally {
    child.off("exit", ended);
  }
}

export interface ServerProcess extends Started {
  /** Resolves when nothing is left to do of what was asked. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function startServer(program: Program, order: ServerOrder): Promise<ServerProcess> {
  const child = launch(program, "main", order);
  const started = await said<Started>(child);
  const ask = async (asked: Asked): Promise<void> => {
    child.send(asked);
    await said(child);
  };
  const stop = async (): Promise<void> => {
    await ask("stop");
    child.kill();
  };
  return { ...started, settle: () => ask("settle"), stop };
}

/** One round of load. */
export async function load(program: Program, order: LoadOrder): Promise<LoadResult> {
  const child = launch(program, "load", order);
  const result = await said<LoadResult>(child);
  child.kill();
  return result;
}
