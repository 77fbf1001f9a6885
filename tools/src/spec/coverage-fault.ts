// What makes the comparison of rules and tests fail, in sentences.
import type { Coverage } from "./coverage.js";

/** Undefined when every cited rule exists and every required rule has a test. */
export function coverageFault({ unknown, missing }: Coverage): string | undefined {
  const lines = unknown.map(({ id, file, title }) => `${file}: "${title}" cites ${id}, which SPEC.md does not have.`);
  if (missing.length > 0) lines.push(`Required by tools/spec-required.txt, but without a test: ${missing.join(" ")}`);
  return lines.length === 0 ? undefined : lines.join("\n");
}
