// A rule counts as tested only by what a test's title really says.
import { expect, it } from "vitest";
import { citedIds, readTestTitles } from "./test-title.js";

const titles = (text: string) => readTestTitles("a.test.ts", text).map(({ title }) => title);

it("reads one id, several in one bracket, several brackets", () => {
  expect(citedIds("[SY-02] once")).toEqual(["SY-02"]);
  expect(citedIds("[SY-02, JO-03] both")).toEqual(["SY-02", "JO-03"]);
  expect(citedIds("[SY-02][JO-03] [AU-01] three")).toEqual(["SY-02", "JO-03", "AU-01"]);
  expect(citedIds("[SE-02, L-02] a rule and a lesson")).toEqual(["SE-02", "L-02"]);
});

it("does not count ids elsewhere in a title, or what only looks like one", () => {
  expect(citedIds("as in [SY-02]")).toEqual([]);
  expect(citedIds("SY-02 without brackets")).toEqual([]);
  expect(citedIds("[SY-2] short")).toEqual([]);
  expect(citedIds("[L-2] a short lesson, [ML-021] a long one")).toEqual([]);
});

it("finds titles in every kind of literal", () => {
  expect(titles(`it("double", f); test('single', f); describe(\`template\`, f);`)).toEqual(["double", "single", "template"]);
});

it("finds titles of tables, modifiers and wrapped lines", () => {
  expect(titles(`it.each([["a", 1]])("[SY-02] each %s", f)`)).toEqual(["[SY-02] each %s"]);
  expect(titles(`describe.concurrent.each([1])("of %d", f); test.each\`a|b\`("tagged", f);`)).toEqual(["of %d", "tagged"]);
  expect(titles(`it.runIf(linux)(\n  "[OP-03] only here",\n  f,\n)`)).toEqual(["[OP-03] only here"]);
});

it("finds titles that stand in a table, where it is passed and where it has a name", () => {
  expect(titles(`it.each([["[SY-02] one", f], ["two", g]])("%s", h)`)).toEqual(["[SY-02] one", "two"]);
  expect(titles(`const cases: Cases = [["[SY-02] one", f], ["two", g]]; it.each(cases)("%s", h)`)).toEqual([
    "[SY-02] one",
    "two",
  ]);
  expect(titles(`const cases = ["[L-02] three"]; it.each(cases)("%s", h)`)).toEqual(["[L-02] three"]);
});

it("keeps the known part of a title that is completed later", () => {
  expect(titles("it(`[SY-02] after ${n} crashes`, f)")).toEqual(["[SY-02] after ${…} crashes"]);
  expect(titles(`it("[SY-02] after " + n, f)`)).toEqual(["[SY-02] after ${…}"]);
});

it("is not misled by comments, other strings and other functions", () => {
  expect(titles(`// it("[SY-02] no")\nconst s = 'it("[SY-02] no")'; emit("[SY-02] no");`)).toEqual([]);
});

it("finds tests inside tests, in order", () => {
  expect(titles(`describe("a", () => { it("b", f); for (const x of y) it(\`c \${x}\`, f); });`)).toEqual(["a", "b", "c ${…}"]);
});

it("says which file is broken", () => {
  expect(() => readTestTitles("broken.test.ts", "it(")).toThrow("broken.test.ts");
});
