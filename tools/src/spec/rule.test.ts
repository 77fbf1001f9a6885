// The rules are read from the page that people read.
import { expect, it } from "vitest";
import { readRules, repeatedIds } from "./rule.js";

it("reads bold and plain ids, and joins the lines of a rule", () => {
  const page = "## SY\n\n- **SY-01** Entries are applied\n  in order.\n- SY-02 Once.\n\nSome other text.\n";
  expect(readRules(page)).toEqual([
    { id: "SY-01", title: "Entries are applied in order.", planned: false },
    { id: "SY-02", title: "Once.", planned: false },
  ]);
});

it("reads lessons alike", () => {
  expect(readRules('- **L-05** A minute of work\n  is lost.\n  - `a.test.ts` "that"\n- **LL-5** no\n')).toEqual([
    { id: "L-05", title: "A minute of work is lost.", planned: false },
  ]);
});

it("knows planned rules by either mark", () => {
  const page = "- **SE-17** (planned) Saved queries.\n- RT-04 Phoenix. †\n- RT-01 Stream.\n";
  expect(readRules(page).map(({ id, planned, title }) => [id, planned, title])).toEqual([
    ["SE-17", true, "Saved queries."],
    ["RT-04", true, "Phoenix."],
    ["RT-01", false, "Stream."],
  ]);
});

it("does not take an id in running text for a rule", () => {
  expect(readRules("As SY-02 says.\n- see SY-02\n| PF-01 | speed |\n")).toEqual([]);
});

it("finds ids that are given twice", () => {
  expect(repeatedIds(readRules("- SY-01 a\n- SY-02 b\n- SY-01 c\n"))).toEqual(["SY-01"]);
});
