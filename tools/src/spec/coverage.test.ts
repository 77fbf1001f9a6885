// Coverage of the specification fails loudly in both directions.
import { expect, it } from "vitest";
import { compareCoverage } from "./coverage.js";

const rules = [
  { id: "SY-01", title: "one", planned: false },
  { id: "SY-02", title: "two", planned: false },
  { id: "CL-01", title: "later", planned: true },
];
const titles = [
  { file: "a.test.ts", title: "[SY-01] works", ids: ["SY-01"] },
  { file: "b.test.ts", title: "[XX-99] unknown", ids: ["XX-99"] },
];

it("lists the tests of each rule", () => {
  const { rules: covered } = compareCoverage({ rules, lessons: [], titles, required: [] });
  expect(covered.map(({ id, tests }) => [id, tests.length])).toEqual([
    ["SY-01", 1],
    ["SY-02", 0],
    ["CL-01", 0],
  ]);
});

it("names tests that cite a rule which does not exist", () => {
  expect(compareCoverage({ rules, lessons: [], titles, required: [] }).unknown).toEqual([
    { id: "XX-99", file: "b.test.ts", title: "[XX-99] unknown" },
  ]);
});

it("misses a required rule without a test, also when the page does not have it", () => {
  expect(compareCoverage({ rules, lessons: [], titles, required: ["SY-01", "SY-02", "ZZ-01"] }).missing).toEqual([
    "SY-02",
    "ZZ-01",
  ]);
});

it("lists lessons apart, and misses one without a test though nobody requires it", () => {
  const lessons = [
    { id: "L-01", title: "learnt", planned: false },
    { id: "L-02", title: "forgotten", planned: false },
  ];
  const cited = [...titles.slice(0, 1), { file: "c.test.ts", title: "[SY-01, L-01] both", ids: ["SY-01", "L-01"] }];
  const coverage = compareCoverage({ rules, lessons, titles: cited, required: [] });
  expect(coverage.lessons.map(({ id, tests }) => [id, tests.length])).toEqual([
    ["L-01", 1],
    ["L-02", 0],
  ]);
  expect(coverage.rules.map(({ id }) => id)).not.toContain("L-01");
  expect(coverage).toMatchObject({ missing: ["L-02"], unknown: [] });
});
