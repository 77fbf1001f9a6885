// Runs one command line inside the test's process, on a terminal that remembers what it was told.
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { systemClock } from "holdfast";
import { runCommandLine } from "../run-command-line.js";
import type { Terminal } from "../terminal.js";

export interface Said {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

export interface RunOptions {
  /** What arrives on standard input. */
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory?: string;
}

export async function runWords(
  words: readonly string[],
  { input = "", environment = {}, workingDirectory = "/nowhere" }: RunOptions = {},
): Promise<Said> {
  const output = new PassThrough();
  const errors = new PassThrough();
  const said = Promise.all([text(output), text(errors)]);
  const terminal: Terminal = { input: Readable.from([input]), output, errors, environment, workingDirectory, clock: systemClock };
  const exitCode = await runCommandLine(words, terminal);
  output.end();
  errors.end();
  const [heard, complained] = await said;
  return { exitCode, output: heard, errors: complained };
}

/** The lines of an output in JSON. */
export function jsonLines(output: string): readonly Readonly<Record<string, unknown>>[] {
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
