// How commands speak: results to standard output, everything else to standard error; JSON when asked, words otherwise.
import type { Terminal } from "../terminal.js";
import { coloursFor, type Colours } from "./colour.js";
import { failureOf } from "./failure.js";
import { createProgress, type Progress } from "./progress.js";

export interface PrinterOptions {
  readonly json: boolean;
  /** Print stacks with errors. */
  readonly debug: boolean;
}

export class Printer {
  readonly isJson: boolean;
  /** Colours of the results. */
  readonly colours: Colours;
  readonly #errorColours: Colours;
  readonly #terminal: Terminal;
  readonly #debug: boolean;

  constructor(terminal: Terminal, { json, debug }: PrinterOptions) {
    this.#terminal = terminal;
    this.isJson = json;
    this.#debug = debug;
    this.colours = coloursFor(terminal.output, terminal.environment);
    this.#errorColours = coloursFor(terminal.errors, terminal.environment);
  }

  /** One result: a JSON object on a line, or the words for people. */
  result(value: object, words: () => string | readonly string[]): void {
    if (this.isJson) return this.#write(JSON.stringify(value));
    const lines = words();
    this.#write(typeof lines === "string" ? lines : lines.join("\n"));
  }

  /** Text that a script takes as it is, also without --json. */
  bare(text: string): void {
    this.#write(text);
  }

  /** What a person may want to know and a program does not. */
  note(text: string): void {
    if (!this.isJson) this.#say(text);
  }

  warn(text: string): void {
    const { yellow } = this.#errorColours;
    this.#say(this.isJson ? JSON.stringify({ warning: text }) : `${yellow("Warning:")} ${text}`);
  }

  /** Says what went wrong and answers the exit code. */
  fail(error: unknown): number {
    const { problem, exitCode } = failureOf(error);
    const { red, dim } = this.#errorColours;
    if (this.isJson) this.#say(JSON.stringify(problem));
    else {
      const fields = (problem.fields ?? []).filter(({ problem: said }) => !problem.detail.includes(said));
      const reasons = [problem.why ?? "", ...fields.map(({ path, problem: said }) => `${path}: ${said}`)];
      this.#say(
        [
          `${red("✗")} ${problem.detail}`,
          ...reasons.filter((line) => line !== "").map((line) => `  ${line}`),
          `  ${problem.action}`,
        ].join("\n"),
      );
    }
    if (this.#debug && error instanceof Error) this.#say(dim(stackOf(error)));
    return exitCode;
  }

  progress(label: string, total?: number): Progress {
    const { errors, clock } = this.#terminal;
    return createProgress({ stream: errors, isQuiet: this.isJson, clock, label, total });
  }

  #write(text: string): void {
    this.#terminal.output.write(`${text}\n`);
  }

  #say(text: string): void {
    this.#terminal.errors.write(`${text}\n`);
  }
}

function stackOf(error: Error): string {
  const own = error.stack ?? String(error);
  return error.cause instanceof Error ? `${own}\nCaused by: ${stackOf(error.cause)}` : own;
}
