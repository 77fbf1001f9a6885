// The numbers of ids by their bytes, whatever the ids look like.
import fc from "fast-check";
import { expect, it } from "vitest";
import { IdTable, wordsOf } from "./id-table.js";

/** Few values for each byte, so that ids share words and folded words. */
const ids = fc.uniqueArray(fc.uint8Array({ minLength: 16, maxLength: 16, max: 3 }), {
  selector: (bytes) => Buffer.from(bytes).toString("hex"),
  maxLength: 200,
});

it("[SE-07] gives each id the number of its turn, and none to an id that was not added", () => {
  fc.assert(
    fc.property(ids, fc.nat(200), (drawn, added) => {
      const [table, words] = [new IdTable(), wordsOf(Buffer.concat(drawn))];
      for (let number = 0; number < Math.min(added, drawn.length); number += 1) table.add(words, number * 4);
      const found = drawn.map((_, number) => table.find(words, number * 4));
      expect(found).toEqual(drawn.map((_, number) => (number < added ? number : undefined)));
    }),
  );
});

it("[SE-07] grows", () => {
  const [table, count] = [new IdTable(), 5000];
  const bytes = Buffer.alloc(count * 16);
  for (let number = 0; number < count; number += 1) bytes.writeUInt32BE(number, number * 16 + 12);
  const words = wordsOf(bytes);
  for (let number = 0; number < count; number += 1) table.add(words, number * 4);
  const found = Array.from({ length: count }, (_, number) => table.find(words, number * 4));
  expect(found).toEqual(Array.from({ length: count }, (_, number) => number));
  expect(table.size).toBe(count);
});
