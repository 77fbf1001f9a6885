// Runs the command line as a process of its own, as people do, from what was built.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../../apps/cli/dist/main.js", import.meta.url));

export type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

export interface RunningProgram {
  readonly pid: number;
  /** Resolves with the first line on either stream that holds these words; rejects with all it said when it ends before. */
  hear(words: string): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when it has ended, with everything that it said. */
  readonly ended: Promise<Ended>;
}

export interface ProgramOptions {
  readonly directory: string;
  readonly environment?: Environment;
  /** What arrives on standard input. */
  readonly input?: string;
}

/** `holdfast …words`, without anything of this process's environment but the path. */
export function startProgram(
  words: readonly string[],
  { directory, environment = {}, input = "" }: ProgramOptions,
): RunningProgram {
  const env = { PATH: process.env["PATH"], ...environment };
  const child = spawn(process.execPath, [program, ...words], { cwd: directory, env, stdio: ["pipe", "pipe", "pipe"] });
  // A program that refuses its words does not read its input.
  child.stdin.on("error", () => undefined).end(input);
  const said = { output: "", errors: "" };
  child.stdout.setEncoding("utf8").on("data", (part: string) => (said.output += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => (said.errors += part));
  const ended = once(child, "close").then(([exitCode]) => ({ exitCode: exitCode as number | null, ...said }));
  const lineWith = (words: string): string | undefined =>
    `${said.output}\n${said.errors}`.split("\n").find((line) => line.includes(words));
  const heard = (words: string): Promise<string> =>
    new Promise((resolve) => {
      const streams = [child.stdout, child.stderr];
      const look = (): void => {
        const line = lineWith(words);
        if (line === undefined) return;
        for (const stream of streams) stream.off("data", look);
        resolve(line);
      };
      for (const stream of streams) stream.on("data", look);
      look();
    });
  return {
    pid: child.pid ?? 0,
    hear: (words) =>
      Promise.race([
        heard(words),
        ended.then(({ exitCode, output, errors }) => {
          throw new Error(`The program ended (${exitCode}) before it said "${words}":\n${output}${errors}`);
        }),
      ]),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** Runs a command to its end. */
export const runProgram = (words: readonly string[], options: ProgramOptions): Promise<Ended> =>
  startProgram(words, options).ended;
