// Starts `holdfast serve` as a process of its own, as people do, from what was built.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

export interface ServerProcess {
  /** The first line that it printed, or undefined when it ended without one. */
  readonly started: Readonly<Record<string, unknown>> | undefined;
  readonly url: string;
  readonly pid: number;
  /** Resolves when it has said this, on either stream. */
  hear(words: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when it has ended, with everything that it said. */
  ended(): Promise<{
    readonly exitCode: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly output: string;
    readonly errors: string;
  }>;
}

/** Resolves when the server is ready or has ended. */
export async function startServerProcess(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  workingDirectory: string,
): Promise<ServerProcess> {
  const env = { PATH: process.env["PATH"], ...environment };
  const child = spawn(process.execPath, [program, "serve", "--json", ...words], {
    cwd: workingDirectory,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exit = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const output: string[] = [];
  const errors: string[] = [];
  const closed = Promise.all([once(child.stdout, "close"), once(child.stderr, "close")]);
  child.stdout.setEncoding("utf8").on("data", (part: string) => output.push(part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => errors.push(part));
  const hear = (words: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!output.join("").includes(words) && !errors.join("").includes(words)) return;
        for (const stream of [child.stdout, child.stderr]) stream.off("data", look);
        resolve();
      };
      for (const stream of [child.stdout, child.stderr]) stream.on("data", look);
      look();
    });
  await Promise.race([hear('"event":"started"'), closed]);
  const line = output.join("").split("\n")[0] ?? "";
  const started = line === "" ? undefined : (JSON.parse(line) as Readonly<Record<string, unknown>>);
  return {
    started,
    url: String(started?.["url"]),
    pid: child.pid ?? 0,
    hear,
    kill: (signal) => void child.kill(signal),
    ended: async () => {
      const [exitCode, signal] = await exit;
      await closed;
      return { exitCode, signal, output: output.join(""), errors: errors.join("") };
    },
  };
}
