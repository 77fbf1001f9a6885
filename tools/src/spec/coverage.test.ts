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
  const { rules: covered } = compareCoverage({ rules, titles, required: [] });
  expect(covered.map(({ id, tests }) => [id, tests.length])).toEqual([
    ["SY-01", 1],
    ["SY-02", 0],
    ["CL-01", 0],
  ]);
});

it("names tests that cite a rule which does not exist", () => {
  expect(compareCoverage({ rules, titles, required: [] }).unknown).toEqual([
    { id: "XX-99", file: "b.test.ts", title: "[XX-99] unknown" },
  ]);
});

it("misses a required rule without a test, also when the page does not have it", () => {
  expect(compareCoverage({ rules, titles, required: ["SY-01", "SY-02", "ZZ-01"] }).missing).toEqual(["SY-02", "ZZ-01"]);
});
