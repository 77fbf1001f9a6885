// Finds the word that was meant, and none when nothing is near.
import { expect, it } from "vitest";
import { nearestWord } from "./nearest-word.js";

const words = ["port", "host", "poolSize", "HOLDFAST_PORT"];

it.each([
  ["prot", "port"],
  ["hots", "host"],
  ["pool-size", "poolSize"],
  ["HOLDFAST_POTR", "HOLDFAST_PORT"],
  ["PORT", "port"],
])("takes %s for %s", (word, meant) => {
  expect(nearestWord(word, words)).toBe(meant);
});

it("guesses nothing when nothing is near", () => {
  expect(nearestWord("catalogue", words)).toBeUndefined();
});
