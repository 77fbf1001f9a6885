// The logic of the records page: keys, filters, years, highlights, counts.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tableQueryOf } from "../../data/table-query.js";
import { chipsOf } from "./filter-chips.js";
import { facetRows } from "./filter-panel.js";
import { gridAction, type GridKey, type GridPlace } from "./grid-keys.js";
import { hitPieces } from "./highlighted.js";
import { estimateOf, leftOutWords } from "./use-row-selection.js";
import { yearBins } from "./year-filter.js";

const press = (key: string, rest: Partial<GridKey> = {}): GridKey => ({ key, shift: false, control: false, ...rest });
const at = (active: number, anchor?: number): GridPlace => ({ active, anchor });

describe("[UI-07] the keyboard reaches everything in the table", () => {
  test("[UI-07] arrows, pages and ends move and stay inside", () => {
    const move = (key: GridKey, active: number) => gridAction(key, at(active), 100, 20, undefined);
    expect(move(press("ArrowDown"), 99)).toEqual({ kind: "move", place: at(99) });
    expect(move(press("PageUp"), 5)).toEqual({ kind: "move", place: at(0) });
    expect(move(press("End"), 5)).toEqual({ kind: "move", place: at(99) });
    expect(move(press("Tab"), 5)).toBeUndefined();
    expect(gridAction(press("ArrowDown"), at(0), 0, 20, undefined)).toBeUndefined();
  });

  test("[UI-01] Shift and arrows draw a range, Space ticks it, Escape leaves it", () => {
    expect(gridAction(press("ArrowDown", { shift: true }), at(3), 100, 20, undefined)).toEqual({ kind: "move", place: at(4, 3) });
    expect(gridAction(press("ArrowUp", { shift: true }), at(4, 3), 100, 20, undefined)).toEqual({
      kind: "move",
      place: at(3, 3),
    });
    expect(gridAction(press(" "), at(9, 3), 100, 20, 50)).toEqual({ kind: "toggle_range", from: 3, to: 9 });
    expect(gridAction(press("ArrowDown"), at(9, 3), 100, 20, undefined)).toEqual({ kind: "move", place: at(10) });
    expect(gridAction(press("Escape"), at(9, 3), 100, 20, undefined)).toEqual({ kind: "escape" });
  });

  test("[UI-01] Space ticks one row, with Shift from the last tick to here", () => {
    expect(gridAction(press(" "), at(9), 100, 20, 4)).toEqual({ kind: "toggle" });
    expect(gridAction(press(" ", { shift: true }), at(9), 100, 20, 4)).toEqual({ kind: "toggle_range", from: 4, to: 9 });
    expect(gridAction(press("a", { control: true }), at(9), 100, 20, undefined)).toEqual({ kind: "select_all" });
  });
});

test("[UI-07] the keys of mail programs do the same: J and K move, X ticks, Enter opens; with Ctrl they are the browser's", () => {
  const act = (key: GridKey) => gridAction(key, at(5), 100, 20, undefined);
  expect([act(press("j")), act(press("k")), act(press("x")), act(press("Enter"))]).toEqual([
    { kind: "move", place: at(6) },
    { kind: "move", place: at(4) },
    { kind: "toggle" },
    { kind: "open" },
  ]);
  expect(["j", "k", "x"].map((key) => act(press(key, { control: true })))).toEqual([undefined, undefined, undefined]);
});

describe("[UI-01] filters", () => {
  test("[UI-01] each filter that is set can be taken off by its chip", () => {
    const query = tableQueryOf({ family: ["FOOD", "(none)"], from: "1990" });
    expect(chipsOf(query)).toEqual([
      { label: "FOOD", without: { family: ["(none)"] } },
      { label: "No family", without: { family: ["FOOD"] } },
      { label: "From 1990", without: { yearFrom: undefined, yearTo: undefined } },
    ]);
  });

  test("[UI-01] the short list of a facet keeps what is chosen, also when nothing of it is left", () => {
    const counts = Array.from({ length: 20 }, (_, n) => ({ value: `v${n}`, count: 100 - n }));
    const values = facetRows(counts, ["v15", "gone"], false).map(({ value }) => value);
    expect(values).toEqual(["v0", "v1", "v2", "v3", "v4", "v5", "v6", "v15", "gone"]);
    expect(facetRows(counts, [], true)).toHaveLength(20);
  });

  test("[UI-01] the picture of the years holds every record, in few bins without overlap", () => {
    const count = fc.record({ value: fc.integer({ min: 1200, max: 2026 }).map(String), count: fc.integer({ min: 1, max: 900 }) });
    fc.assert(
      fc.property(fc.uniqueArray(count, { selector: ({ value }) => value, minLength: 1, maxLength: 80 }), (counts) => {
        const bins = yearBins(counts);
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(counts.reduce((sum, one) => sum + one.count, 0));
        expect(bins.length).toBeLessThanOrEqual(40);
        expect(bins.slice(1).every((bin, n) => bin.from === bins[n]!.to + 1)).toBe(true);
      }),
    );
    expect(yearBins([])).toEqual([]);
  });

  test("[UI-01] what a search has found is marked at the beginning of words", () => {
    expect(hitPieces("The Housing (Wales) Act", "hous WALES")).toEqual(["The ", "Hous", "ing (", "Wales", ") Act"]);
    expect(hitPieces("Greenhouse Act", "house")).toEqual(["Greenhouse Act"]);
    expect(hitPieces("A (b", "(")).toEqual(["A (b"]);
  });
});

describe("[SE-07] all that match", () => {
  test("[SE-07] the count that is expected leaves out what stands so already and the exceptions", () => {
    const except = new Set(["r1" as never]);
    expect([
      estimateOf(100, 30, { wanted: true, except }),
      estimateOf(100, 30, { wanted: false, except }),
      estimateOf(0, 0, { wanted: true, except }),
    ]).toEqual([69, 29, 0]);
  });

  test("[SE-03] what was left out is said", () => {
    expect(leftOutWords({ overLimit: 12, unknown: 0, keptBecauseChanged: 0 })).toBe("12 records left out: the group is full.");
    expect(leftOutWords({ overLimit: 0, unknown: 0, keptBecauseChanged: 1 })).toBe(
      "1 record left alone: somebody changed them meanwhile.",
    );
    expect(leftOutWords({ overLimit: 0, unknown: 0, keptBecauseChanged: 0 })).toBeUndefined();
  });
});
