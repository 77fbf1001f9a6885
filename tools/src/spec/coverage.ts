// Puts rules, lessons and tests side by side: which of them no test defends, and which test cites one that does not exist.
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
  readonly lessons: readonly CoveredRule[];
  /** Tests that cite an id which neither the specification nor the register of lessons has. */
  readonly unknown: readonly (CitingTest & { readonly id: string })[];
  /** Required ids without a test, or without a rule; and lessons without a test: each was paid for. */
  readonly missing: readonly string[];
  /** What pages say of tests and is not so, one sentence each. */
  readonly misquoted: readonly string[];
}

export interface CoverageInput {
  readonly rules: readonly Rule[];
  readonly lessons: readonly Rule[];
  readonly titles: readonly (TestTitle & { readonly file: string })[];
  /** Ids that must have a test. */
  readonly required: readonly string[];
}

export function compareCoverage({ rules, lessons, titles, required }: CoverageInput): Omit<Coverage, "misquoted"> {
  const byId = new Map<string, CitingTest[]>([...rules, ...lessons].map(({ id }) => [id, []]));
  const unknown: Coverage["unknown"][number][] = [];
  for (const { file, title, ids } of titles) {
    for (const id of ids) {
      const tests = byId.get(id);
      if (tests === undefined) unknown.push({ id, file, title });
      else tests.push({ file, title });
    }
  }
  const cover = (rule: Rule): CoveredRule => ({ ...rule, tests: byId.get(rule.id) ?? [] });
  const wanted = [...required, ...lessons.filter(({ planned }) => !planned).map(({ id }) => id)];
  return {
    rules: rules.map(cover),
    lessons: lessons.map(cover),
    unknown,
    missing: wanted.filter((id) => (byId.get(id) ?? []).length === 0),
  };
}
