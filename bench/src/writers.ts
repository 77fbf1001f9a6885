// Two processes that write while something is measured.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface WriterOrder {
  readonly requestUrl: string;
  readonly workerUrl: string;
  readonly keys: string;
  readonly users: readonly string[];
  readonly provider: string;
  /** Milliseconds between two puts. */
  readonly every: number;
}

export async function withWriters<T>(orders: readonly WriterOrder[], work: () => Promise<T>): Promise<T> {
  const writers = orders.map(start);
  try {
    await Promise.all(writers.map((writer) => once(writer, "message")));
    return await work();
  } finally {
    await Promise.all(writers.map(stop));
  }
}

function start(order: WriterOrder): ChildProcess {
  const script = fileURLToPath(new URL("./writer-main.ts", import.meta.url));
  return fork(script, [JSON.stringify(order)], {
    execArgv: ["--import", "tsx", ...process.execArgv.filter((flag) => flag.startsWith("--conditions"))],
  });
}

async function stop(writer: ChildProcess): Promise<void> {
  const gone = once(writer, "exit");
  writer.kill("SIGKILL");
  await gone;
}
