// What people type, and the search that it becomes.
import { expect, test } from "vitest";
import { textQueryOf } from "./text-query.js";

test("every word must occur, from its beginning", () => {
  expect(textQueryOf("  Water  regul ")).toBe("'Water':* & 'regul':*");
  expect(textQueryOf("Ärzte 日本語")).toBe("'Ärzte':* & '日本語':*");
});

test("signs divide words, as they do in the column that is searched", () => {
  expect(textQueryOf("and/or 2015/1234 COVID-19")).toBe("'and':* & 'or':* & '2015':* & '1234':* & 'COVID':* & '19':*");
});

test("nothing that is typed is an operator", () => {
  expect(textQueryOf("a & b | !c <-> d:* 'e'")).toBe("'a':* & 'b':* & 'c':* & 'd':* & 'e':*");
  expect(textQueryOf(String.raw`o'b\c`)).toBe("'o':* & 'b':* & 'c':*");
});

test.each([undefined, "", "   ", "&|!()", "'--'", "½ ★"])("%j has no word and filters nothing", (text) => {
  expect(textQueryOf(text)).toBeNull();
});
