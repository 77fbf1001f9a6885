// What was handed out stays as it was, and says the same of every record as a plain set does.
import { randomUUID } from "node:crypto";
import type { GroupId, RecordId, Version } from "@holdfast/contract";
import fc from "fast-check";
import { expect, it } from "vitest";
import { RecordBook } from "./record-book.js";
import { RecordSet, sortNumbers } from "./record-set.js";
import { GroupState } from "./view-state.js";

const image = { id: randomUUID() as GroupId, name: "a", description: null, isDefault: true, place: 0, createdAt: "" };
const ids = Array.from({ length: 500 }, () => randomUUID() as RecordId);
const stateOf = (records: RecordSet, book: RecordBook): GroupState =>
  new GroupState({ image, version: 1 as Version, updatedAt: "", records, state: undefined }, book);

function bookOfAll(): RecordBook {
  const book = new RecordBook();
  ids.forEach((id) => book.intern(id));
  return book;
}

it("[SE-10] tells of each record whether it is there, in dense groups and in thin ones", () => {
  const book = bookOfAll();
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(499), { maxLength: 60 }), (chosen) => {
      const state = stateOf(new RecordSet(sortNumbers(chosen)), book);
      const model = new Set(chosen);
      expect(ids.filter((id) => state.has(id))).toEqual(ids.filter((_, number) => model.has(number)));
      expect(state.has(randomUUID() as RecordId)).toBe(false);
    }),
  );
});

it("[SE-10] does not follow what is changed after it was handed out", () => {
  const book = bookOfAll();
  const step = fc.record({ isAdded: fc.boolean(), numbers: fc.uniqueArray(fc.nat(499), { minLength: 1, maxLength: 9 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const records = new RecordSet(Uint32Array.of(1, 5, 9));
      const handed: { state: GroupState; expected: readonly RecordId[] }[] = [];
      for (const { isAdded, numbers } of steps) {
        handed.push({ state: stateOf(records, book), expected: Array.from(records.numbers(), (number) => book.idOf(number)) });
        const changing = numbers.filter((number) => records.has(number) !== isAdded);
        const [only] = changing;
        if (changing.length === 1 && only !== undefined) void (isAdded ? records.insert(only) : records.delete(only));
        else if (isAdded) records.add(sortNumbers(changing));
        else records.remove(sortNumbers(changing));
      }
      expect(handed.map(({ state }) => state.records.recordIds)).toEqual(handed.map(({ expected }) => expected));
      expect(handed.map(({ state }) => ids.filter((id) => state.has(id)).sort())).toEqual(
        handed.map(({ expected }) => [...expected].sort()),
      );
    }),
  );
});
