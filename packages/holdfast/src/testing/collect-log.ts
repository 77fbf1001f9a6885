// A log that keeps its lines, so that a test can say what was said.
import type { Facts, Log } from "../runtime/log.js";
import { printedHook } from "./printed.js";

export interface CollectedLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
  readonly facts: Facts;
}

export interface CollectedLog extends Log {
  readonly lines: readonly CollectedLine[];
  /** Resolves with the first line, past or future, whose message contains the text. */
  waitFor(text: string): Promise<CollectedLine>;
}

export function collectLog(): CollectedLog {
  const lines: CollectedLine[] = [];
  const waiting = new Set<(line: CollectedLine) => void>();
  const keep =
    (level: CollectedLine["level"]) =>
    (message: string, facts: Facts = {}): void => {
      const line = { level, message, facts };
      lines.push(line);
      printedHook.copy(`${JSON.stringify(line)}\n`);
      for (const notify of [...waiting]) notify(line);
    };
  return {
    lines,
    debug: keep("debug"),
    info: keep("info"),
    warn: keep("warn"),
    error: keep("error"),
    waitFor: (text) =>
      new Promise((resolve) => {
        const past = lines.find(({ message }) => message.includes(text));
        if (past !== undefined) return resolve(past);
        const notify = (line: CollectedLine): void => {
          if (!line.message.includes(text)) return;
          waiting.delete(notify);
          resolve(line);
        };
        waiting.add(notify);
      }),
  };
}
