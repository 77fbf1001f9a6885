// Shows coverage to people: a table of rules, a table of lessons, then what is wrong.
import type { Coverage, CoveredRule } from "./coverage.js";
import { coverageFault } from "./coverage-fault.js";

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1).trimEnd()}…`;
}

function ruleRow({ id, tests, title }: CoveredRule): string {
  return `${id.padEnd(5)}  ${String(tests.length).padStart(5)}  ${shorten(title, 100)}`;
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", heading, ...lines.map((line) => `  ${line}`)];
}

/** The whole report. */
export function printCoverage(coverage: Coverage): string {
  const { rules, lessons } = coverage;
  const wanted = rules.filter(({ planned }) => !planned);
  const planned = rules.filter((rule) => rule.planned);
  const bare = wanted.filter(({ tests }) => tests.length === 0);
  return [
    "rule   tests  what it says",
    ...wanted.map(ruleRow),
    ...section(
      "Planned, not demanded yet:",
      planned.map(({ id, title }) => `${id}  ${shorten(title, 100)}`),
    ),
    "",
    "lesson tests  what was learnt",
    ...lessons.map(ruleRow),
    ...section("Rules without a test:", bare.length === 0 ? [] : [bare.map(({ id }) => id).join(" ")]),
    ...section("To mend:", coverageFault(coverage)?.split("\n") ?? []),
    "",
    `${wanted.length - bare.length} of ${wanted.length} rules have a test; ${planned.length} are planned. ${lessons.filter(({ tests }) => tests.length > 0).length} of ${lessons.length} lessons have one.`,
  ].join("\n");
}
