// What makes the comparison of rules and tests fail, in sentences.
import type { Coverage } from "./coverage.js";

/** Undefined when every cited rule exists, every required rule has a test, and pages cite tests that are there. */
export function coverageFault({ unknown, missing, misquoted }: Coverage): string | undefined {
  const lines = unknown.map(
    ({ id, file, title }) => `${file}: "${title}" cites ${id}, which neither SPEC.md nor the register of lessons has.`,
  );
  if (missing.length > 0)
    lines.push(`Required by tools/spec-required.txt or by the register of lessons, but without a test: ${missing.join(" ")}`);
  lines.push(...misquoted);
  return lines.length === 0 ? undefined : lines.join("\n");
}
