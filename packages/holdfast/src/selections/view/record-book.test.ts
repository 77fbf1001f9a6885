// Records are numbered once and known to be selectable only by confirmation.
import type { RecordId } from "@holdfast/contract";
import { expect, it } from "vitest";
import { RecordBook } from "./record-book.js";

const id = (number: number): RecordId => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}` as RecordId;

it("gives each id one number and the id back", () => {
  const book = new RecordBook();
  const numbers = Array.from({ length: 5000 }, (_, index) => book.intern(id(index)));
  expect(new Set(numbers).size).toBe(5000);
  expect(book.intern(id(42))).toBe(numbers[42]);
  expect(book.idOf(numbers[4999] as number)).toBe(id(4999));
});

it("knows what can be selected only when the catalogue said so, and not after a withdrawal", () => {
  const book = new RecordBook();
  book.intern(id(1));
  expect(book.isSelectable(id(1))).toBe(false);
  expect(book.isSelectable(id(2))).toBe(false);
  book.confirm([id(1), id(2)]);
  expect([book.isSelectable(id(1)), book.isSelectable(id(2))]).toEqual([true, true]);
  book.withdraw([id(1)]);
  expect(book.isSelectable(id(1))).toBe(false);
});

it("[SE-07] forgets none of many that are confirmed for the first time", () => {
  const book = new RecordBook();
  const ids = Array.from({ length: 20_000 }, (_, index) => id(index));
  book.confirm(ids);
  expect(ids.filter((one) => !book.isSelectable(one))).toEqual([]);
});

it("[SE-07] knows the ids that come as bytes by the numbers that they have, and numbers those that are new", () => {
  const book = new RecordBook();
  const known = book.intern(id(2));
  const bytes = (...numbers: readonly number[]): Buffer =>
    Buffer.from(numbers.map((number) => id(number).replaceAll("-", "")).join(""), "hex");
  expect(book.confirmBytes(bytes(1, 2, 3))).toEqual([id(1), id(2), id(3)]);
  expect(book.find(id(2))).toBe(known);
  book.intern(id(4));
  expect(book.confirmBytes(bytes(4, 3, 1))).toEqual([id(4), id(3), id(1)]);
  expect([book.size, [1, 2, 3, 4].every((number) => book.isSelectable(id(number)))]).toEqual([4, true]);
  expect(book.confirmBytes(Buffer.alloc(0))).toEqual([]);
});
