// Puts rules and tests side by side: which rule no test defends, and which test cites a rule that does not exist.
import type { Rule } from "./rule.js";
import type { TestTitle } from "./test-title.js";

export interface CitingTest {
  readonly file: string;
  readonly title: string;
}

export interface CoveredRule extends Rule {
  readonly tests: readonly CitingTest[];
}

export interface Coverage {
  readonly rules: readonly CoveredRule[];
  /** Tests that cite an id which the specification does not have. */
  readonly unknown: readonly (CitingTest & { readonly id: string })[];
  /** Required ids without a test, or without a rule. */
  readonly missing: readonly string[];
}

export interface CoverageInput {
  readonly rules: readonly Rule[];
  readonly titles: readonly (TestTitle & { readonly file: string })[];
  /** Ids that must have a test. */
  readonly required: readonly string[];
}

export function compareCoverage({ rules, titles, required }: CoverageInput): Coverage {
  const byId = new Map<string, CitingTest[]>(rules.map(({ id }) => [id, []]));
  const unknown: Coverage["unknown"][number][] = [];
  for (const { file, title, ids } of titles) {
    for (const id of ids) {
      const tests = byId.get(id);
      if (tests === undefined) unknown.push({ id, file, title });
      else tests.push({ file, title });
    }
  }
  return {
    rules: rules.map((rule) => ({ ...rule, tests: byId.get(rule.id) ?? [] })),
    unknown,
    missing: required.filter((id) => (byId.get(id) ?? []).length === 0),
  };
}
