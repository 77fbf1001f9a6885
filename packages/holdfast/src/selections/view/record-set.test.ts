// A compact set must behave like a plain Set of numbers.
import fc from "fast-check";
import { expect, it } from "vitest";
import { RecordSet, sortNumbers } from "./record-set.js";

const numbers = fc.uniqueArray(fc.nat(400), { maxLength: 120 });
const step = fc.record({ add: fc.boolean(), one: fc.boolean(), numbers });

it("follows a plain Set through any additions and removals", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const model = new Set<number>();
      const set = new RecordSet();
      for (const { add, one, numbers: some } of steps) {
        const changing = some.filter((number) => model.has(number) !== add);
        for (const number of changing) void (add ? model.add(number) : model.delete(number));
        const changeOne = (number: number): boolean => (add ? set.insert(number) : set.delete(number));
        if (one) changing.forEach(changeOne);
        else if (add) set.add(sortNumbers(changing));
        else set.remove(sortNumbers(changing));
        expect([...set.numbers()]).toEqual([...model].sort((a, b) => a - b));
        expect(set.size).toBe(model.size);
        for (const number of some) expect(set.has(number)).toBe(model.has(number));
      }
    }),
  );
});

it("takes about four bytes a record", () => {
  const set = new RecordSet();
  for (let number = 0; number < 10_000; number += 1) set.insert((number * 7919) % 10_007);
  expect(set.size).toBe(10_000);
  expect(set.bytes / set.size).toBeLessThanOrEqual(5);
});

it("is empty after it was cleared", () => {
  const set = new RecordSet(Uint32Array.of(1, 2, 3));
  set.clear();
  expect(set.size).toBe(0);
  expect(set.has(2)).toBe(false);
});

it("says whether a single number was here", () => {
  const set = new RecordSet(Uint32Array.of(3));
  expect([set.insert(3), set.insert(4), set.delete(5), set.delete(3)]).toEqual([false, true, false, true]);
  expect([...set.numbers()]).toEqual([4]);
});
