// Header states and ranges, also over rows that are not loaded.
import type { RecordId } from "@holdfast/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { headerState, missingParts, rangeBetween, selectionSummary, slicesOf } from "./selection-gesture.js";

test("[UI-01] the header has three states", () => {
  expect([headerState([]), headerState([false, false]), headerState([true, false]), headerState([true, true])]).toEqual([
    "none",
    "none",
    "some",
    "all",
  ]);
});

test("[UI-01] a range goes either way", () => {
  expect([rangeBetween(3, 9), rangeBetween(9, 3)]).toEqual([
    { first: 3, last: 9 },
    { first: 3, last: 9 },
  ]);
});

test("[UI-01] what a range lacks is named in as few parts as possible", () => {
  const loaded = new Set([2, 3, 7]);
  const idAt = (index: number): RecordId | undefined => (loaded.has(index) ? (`r${index}` as RecordId) : undefined);
  expect(missingParts({ first: 0, last: 9 }, idAt)).toEqual([
    { first: 0, last: 1 },
    { first: 4, last: 6 },
    { first: 8, last: 9 },
  ]);
  expect(missingParts({ first: 2, last: 3 }, idAt)).toEqual([]);
});

test("[UI-01] the parts cover exactly what is missing, none longer than asked", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (loaded, most) => {
      const idAt = (index: number): RecordId | undefined => (loaded[index] === true ? (`r${index}` as RecordId) : undefined);
      const parts = missingParts({ first: 0, last: loaded.length - 1 }, idAt, most);
      const covered = parts.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, n) => first + n));
      expect(covered).toEqual([...loaded.keys()].filter((index) => !loaded[index]));
      expect(parts.every(({ first, last }) => last - first < most)).toBe(true);
    }),
  );
});

test("[UI-01] the bar says what is selected and what of it the filters hide", () => {
  expect(selectionSummary(312, 40)).toBe("312 selected, 40 hidden by filters");
  expect(selectionSummary(19_089, 0)).toBe("19,089 selected");
});

test("[SE-11] ids are cut into slices that one call may carry", () => {
  const many = Array.from({ length: 25 }, (_, n) => `r${n}` as RecordId);
  expect(slicesOf(many, 10).map((slice) => slice.length)).toEqual([10, 10, 5]);
});
