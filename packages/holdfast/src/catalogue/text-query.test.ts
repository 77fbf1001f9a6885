// What people type, and the search that it becomes.
import { expect, test } from "vitest";
import { textQueryOf } from "./text-query.js";

test("every word must occur, from its beginning", () => {
  expect(textQueryOf("  Water  regul ")).toBe("'Water':* & 'regul':*");
  expect(textQueryOf("Ärzte 日本語")).toBe("'Ärzte':* & '日本語':*");
});

test("a number may stand after a hyphen", () => {
  expect(textQueryOf("2015")).toBe("('2015':* | '-2015':*)");
});

test("words joined by a sign are looked for joined and apart", () => {
  expect(textQueryOf("and/or")).toBe("('and/or':* | 'and':* & 'or':*)");
  expect(textQueryOf("(No.x)")).toBe("('No.x':* | 'No':* & 'x':*)");
});

test("nothing that is typed is an operator", () => {
  expect(textQueryOf("a & b | !c <-> d:* 'e'")).toBe("'a':* & 'b':* & 'c':* & 'd':* & 'e':*");
  expect(textQueryOf(String.raw`o'b\c`)).toBe("('o b c':* | 'o':* & 'b':* & 'c':*)");
});

test.each([undefined, "", "   ", "&|!()", "'--'", "½ ★"])("%j has no word and filters nothing", (text) => {
  expect(textQueryOf(text)).toBeNull();
});
