// Whatever the place and the direction, the slices read the rows that a plain cut of the whole order would give.
import fc from "fast-check";
import { expect, test } from "vitest";
import { pageSlices } from "./page-slice.js";

test("the slices together are the page", () => {
  const sizes = fc.tuple(fc.nat(40), fc.nat(40));
  fc.assert(
    fc.property(
      sizes,
      fc.constantFrom("asc" as const, "desc" as const),
      fc.nat(90),
      fc.integer({ min: 1, max: 90 }),
      (size, order, offset, limit) => {
        const [present, absent] = size;
        // Rows with a value are 0…present-1 in ascending order; those without follow, as the ascending statement has them.
        const ascending = Array.from({ length: present + absent }, (_, row) => row);
        const part = { true: ascending.slice(0, present), false: ascending.slice(present), null: ascending };
        const rows = pageSlices({ order, offset, limit }, { total: present + absent, present }).flatMap((slice) => {
          const all = part[`${slice.present}`];
          const read = (slice.order === "asc" ? all : all.toReversed()).slice(slice.offset, slice.offset + slice.limit);
          return slice.reversed ? read.toReversed() : read;
        });
        const whole = order === "asc" ? ascending : [...part.true.toReversed(), ...part.false.toReversed()];
        expect(rows).toEqual(whole.slice(offset, offset + limit));
      },
    ),
  );
});

test("passes over no more than half of the rows", () => {
  const slices = pageSlices({ order: "asc", offset: 450, limit: 10 }, { total: 500, present: 500 });
  expect(slices).toEqual([{ present: null, order: "desc", offset: 40, limit: 10, reversed: true }]);
});
