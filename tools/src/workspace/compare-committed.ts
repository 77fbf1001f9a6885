// Holds a generated text against the committed one, so that a change of what it describes is seen in review.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The lines that differ between two texts, without those that both have; enough to see what changed. */
export function differingLines(committed: string, fresh: string): readonly string[] {
  const before = committed.split("\n");
  const after = fresh.split("\n");
  const kept = new Set(before);
  const wanted = new Set(after);
  return [
    ...before.filter((line) => !wanted.has(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !kept.has(line)).map((line) => `+ ${line}`),
  ];
}

export interface Committed {
  /** Absolute path of the committed file. */
  readonly path: string;
  /** Its path as people know it. */
  readonly name: string;
  /** The command that writes it again. */
  readonly remedy: string;
}

/** What is wrong, as a text; undefined when the committed file says the same. */
export function compareCommitted({ path, name, remedy }: Committed, fresh: string): string | undefined {
  if (!existsSync(path)) return `${name} is missing. Write it with: ${remedy}`;
  const committed = readFileSync(path, "utf8");
  if (committed === fresh) return undefined;
  const lines = differingLines(committed, fresh);
  const shown = lines.length === 0 ? ["(the same lines in another order)"] : lines.slice(0, 40);
  const more = lines.length > shown.length && lines.length > 40 ? [`… and ${lines.length - 40} more lines`] : [];
  return [
    `${name} no longer describes what it should:`,
    ...shown,
    ...more,
    `If the change is meant, write it with: ${remedy}`,
  ].join("\n");
}

export function writeCommitted(path: string, fresh: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, fresh);
}
