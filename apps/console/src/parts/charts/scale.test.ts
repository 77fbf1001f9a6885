// Axes end at round numbers that hold everything.
import { expect, test } from "vitest";
import { axisOf, bytesAxisOf, wholeAxisOf } from "./scale.js";
import { shortCount } from "./time-bars.js";

test.each<[number, readonly number[]]>([
  [0, [0, 1]],
  [1, [0, 0.5, 1]],
  [7, [0, 2, 4, 6, 8]],
  [100, [0, 50, 100]],
  [119, [0, 50, 100, 150]],
  [19_089, [0, 5000, 10_000, 15_000, 20_000]],
])("[UI-04] the axis for %d", (most, axis) => {
  expect(axisOf(most, most === 1 ? 2 : 4)).toEqual(axis);
});

test("[UI-04] what is counted has no halves on its axis, whatever there is to count", () => {
  for (const most of [0, 1, 2, 3, 5, 9, 11, 99, 101, 4096]) {
    const axis = wholeAxisOf(most);
    expect(axis.every(Number.isInteger)).toBe(true);
    expect(axis.at(-1)).toBeGreaterThanOrEqual(most);
    expect(new Set(axis).size).toBe(axis.length);
  }
  expect([shortCount(999), shortCount(1250), shortCount(2_500_000)]).toEqual(["999", "1.25k", "2.5M"]);
});

test("[UI-06] bytes have an axis of whole units", () => {
  expect(bytesAxisOf(39 * 1024, 2)).toEqual([0, 20 * 1024, 40 * 1024]);
  expect(bytesAxisOf(3 * 1024 ** 2, 2)).toEqual([0, 2 * 1024 ** 2, 4 * 1024 ** 2]);
});
