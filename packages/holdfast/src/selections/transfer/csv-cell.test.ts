// Cells are what RFC 4180 says, and no formulas.
import { expect, it } from "vitest";
import { csvCell, unguarded } from "./csv-cell.js";

it.each([
  ["plain", "plain"],
  ["a, b", '"a, b"'],
  ['say "so"', '"say ""so"""'],
  ["two\r\nlines", '"two\r\nlines"'],
  ["=1+1", "'=1+1"],
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@sum", "'@sum"],
  ["\tx", "'\tx"],
  ["\rx", `"'\rx"`],
  [-1, "-1"],
  [null, ""],
])("[SE-13] %j is written as %j", (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

it("[SE-13] a guarded cell reads as what it was", () => {
  expect(["'=1", "'-x", "'tis", "plain"].map(unguarded)).toEqual(["=1", "-x", "'tis", "plain"]);
});
