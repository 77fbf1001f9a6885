// What a command sees of the world around it, so that tests decide what that is.
import type { Readable, Writable } from "node:stream";
import { type Clock, systemClock } from "holdfast";

export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  /** Results, and nothing else. */
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Progress, notes and errors. */
  readonly errors: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly clock: Clock;
}

export function processTerminal(): Terminal {
  return {
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
    environment: process.env,
    workingDirectory: process.cwd(),
    clock: systemClock,
  };
}
