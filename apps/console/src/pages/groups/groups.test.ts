// The logic of the group pages: order, regions and circles, words, searches, keys.
import type { Group, GroupId, RecordId, SelectionItem } from "@holdfast/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { globalKeyOf } from "../../app/global-keys.js";
import { changeWords } from "../../data/change-words.js";
import { momentAfter } from "../../data/change-story.js";
import { itemMatches } from "../../data/group-items.js";
import { compareSearchOf, groupSearchOf } from "../../data/group-search.js";
import { historyWords } from "../../data/history-words.js";
import { labelPoint, pictureOf, regionPoint, sharedArea } from "./compare/circles.js";
import { comparedGroups } from "./compare/compare-page.js";
import { combinationFor, regionsOf, regionWords } from "./compare/regions.js";
import { changesTo } from "./group-dialog.js";
import { restoredWords } from "./history/time-travel.js";
import { changeCounts } from "./history/timeline.js";
import { countRows } from "./import/import-report.js";
import { fileType } from "./import/use-import.js";
import { moved, placeAt } from "./order.js";
import { sentWords } from "./use-item-changes.js";

const happened = (action: string, rest: object = {}) => ({ action, added: 0, removed: 0, annotated: 0, details: {}, ...rest });
const group = (id: string): Group =>
  ({ id, name: id.toUpperCase(), isDefault: id === "a", description: null, count: 1 }) as Group;
const ids = (...names: readonly string[]) => new Set(names as readonly RecordId[]);

describe("[UI-03] the order of groups", () => {
  test("[UI-03] one goes to its place, the others keep theirs, none is lost", () => {
    expect([moved(["a", "b", "c"], 2, 0), moved(["a", "b", "c"], 0, 1), moved(["a"], 5, 0)]).toEqual([
      ["c", "a", "b"],
      ["b", "a", "c"],
      ["a"],
    ]);
    expect([placeAt(5, [10, 20]), placeAt(15, [10, 20]), placeAt(99, [10, 20])]).toEqual([0, 1, 2]);
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { minLength: 1 }), fc.nat(30), fc.nat(30), (items, from, to) => {
        expect([...moved(items, from, to)].sort()).toEqual([...items].sort());
      }),
    );
  });

  test("[UI-03] editing asks only for what is different", () => {
    const one = { ...group("a"), description: "old" };
    expect(changesTo(one, { name: "A", description: "old" })).toEqual([]);
    expect(changesTo(one, { name: "B", description: "" }).map(({ kind }) => kind)).toEqual(["rename_group", "describe_group"]);
    expect(changesTo(undefined, { name: "B", description: "" })).toEqual([{ kind: "create_group", name: "B" }]);
  });
});

describe("[SE-12] regions", () => {
  test("[SE-12] every record is in exactly one region, and the regions add up to the union", () => {
    const set = fc.uniqueArray(fc.nat(40).map(String)).map((names) => ids(...names));
    fc.assert(
      fc.property(fc.array(set, { minLength: 2, maxLength: 3 }), (sets) => {
        const all = [...regionsOf(sets).values()].flat();
        expect(new Set(all).size).toBe(all.length);
        expect(new Set(all)).toEqual(new Set(sets.flatMap((one) => [...one])));
      }),
    );
    const regions = regionsOf([ids("1", "2"), ids("2", "3"), ids("2", "3")]);
    expect([...regions].map(([region, found]) => `${regionWords(region, 3)}: ${found.join()}`)).toEqual([
      "Only A: 1",
      "Only B: ",
      "A and B, not C: ",
      "Only C: ",
      "A and C, not B: ",
      "B and C, not A: 3",
      "A, B and C: 2",
    ]);
  });

  test("[SE-12] a region is saved by one set operation where there is one", () => {
    const groups = ["a", "b", "c"] as unknown as readonly GroupId[];
    const saved = [7, 2, "any", 3].map((region) => combinationFor(region as number, groups, "N"));
    expect(saved).toEqual([
      { kind: "combine_groups", operation: "intersection", groups: ["a", "b", "c"], name: "N" },
      { kind: "combine_groups", operation: "difference", groups: ["b", "a", "c"], name: "N" },
      { kind: "combine_groups", operation: "union", groups: ["a", "b", "c"], name: "N" },
      undefined,
    ]);
  });

  test("[UI-03] areas of circles, and of the overlap of two, are true to the numbers", () => {
    const count = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(count, count, fc.double({ min: 0.02, max: 0.98, noNaN: true }), (a, b, part) => {
        const both = Math.min(a, b) * part;
        const { circles, width, height } = pictureOf([a, b], () => both);
        const [one, two] = [circles[0]!, circles[1]!];
        const scale = a / (Math.PI * one.r ** 2);
        expect(Math.PI * two.r ** 2 * scale).toBeCloseTo(b, 3);
        const shared = sharedArea(one.r, two.r, Math.hypot(one.x - two.x, one.y - two.y)) * scale;
        expect(Math.abs(shared - both)).toBeLessThan(0.01 * Math.max(a, b));
        expect(circles.every(({ x, y, r }) => x - r >= 0 && y - r >= 0 && x + r <= width && y + r <= height)).toBe(true);
      }),
    );
    const picture = pictureOf([10, 10], () => 4);
    expect(regionPoint(picture, 1)!.x).toBeLessThan(regionPoint(picture, 3)!.x);
    expect(labelPoint(picture.circles, 0).x).toBeLessThan(labelPoint(picture.circles, 1).x);
    expect(
      regionPoint(
        pictureOf([10, 10], () => 0),
        3,
      ),
    ).toBeUndefined();
  });

  test("[UI-03] groups that the address does not name are the first of the list", () => {
    const groups = ["a", "b", "c"].map(group);
    const names = (search: object) => comparedGroups(groups, search).map((one) => one?.id);
    expect([names({}), names({ a: "c" }), names({ b: "a", c: "c" })]).toEqual([
      ["a", "b", undefined],
      ["c", "a", undefined],
      ["b", "a", "c"],
    ]);
    const empty = { ...group("a"), count: 0 } as Group;
    expect(comparedGroups([empty, ...groups.slice(1)], {}).map((one) => one?.id)).toEqual(["b", "c", undefined]);
  });
});

describe("[UI-04] the past in words", () => {
  test("[UI-04] each kind of change says what it did", () => {
    const words = [
      happened("bulk_select", { added: 1204 }),
      happened("deselect", { removed: 1 }),
      happened("move", { removed: 2 }),
      happened("annotate", { annotated: 2, details: { state: "done", note: "n" } }),
      happened("rename_group", { details: { name: "Fire" } }),
      happened("undo", { details: { kind: "bulk_select" } }),
      happened("restore_group"),
    ].map(historyWords);
    expect(words).toEqual([
      "1,204 records selected",
      "1 record removed",
      "2 records moved out",
      "2 records given state “done” and a note",
      "Renamed to “Fire”",
      "Undone: many records selected",
      "Restored to an earlier state",
    ]);
    expect(changeCounts({ added: 3, removed: 1 })).toEqual(["+3", "−1"]);
  });

  test("[UI-04] a moment's row is asked for by the microsecond", () => {
    expect(momentAfter("2026-11-23T09:33:51.116899Z")).toBe("2026-11-23T09:33:51.116900Z");
    expect(momentAfter("2026-11-23T09:33:51.999999Z")).toBe("2026-11-23T09:33:52.000Z");
  });

  test("[SE-14] a restoration says what came back and what could not", () => {
    expect(restoredWords(2, { added: 3, removed: 1, overLimit: 0, unknown: 1 })).toBe(
      "As it was at version 2: 3 came back, 1 left, 1 could not come back.",
    );
    expect(restoredWords(2, { added: 0, removed: 0, overLimit: 0, unknown: 0 })).toBe(
      "As it was at version 2: nothing differed.",
    );
  });
});

describe("[UI-03] what is done to records", () => {
  test("[SE-03] moving and copying say where and what was left", () => {
    expect(sentWords("move", "Fire", { added: 3, alreadyThere: 1, overLimit: 0 })).toBe(
      "3 records moved to Fire; 1 was there already.",
    );
    expect(sentWords("copy", "Fire", { added: 1, alreadyThere: 0, overLimit: 2 })).toBe(
      "1 record copied to Fire; 2 left out: the group is full.",
    );
  });

  test("[UI-03] the search inside looks at titles, references, notes and states", () => {
    const item = { record: { title: "Fire Act", reference: "1971 c. 40" }, note: "Ask Ann", state: "to read" } as SelectionItem;
    expect(["fire ann", "1971 read", "water", "FIRE"].map((search) => itemMatches(item, search))).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  test("[SE-13] an import's counts leave out what is nought, and its file is known by its name", () => {
    const counts = { lines: 3, added: 0, alreadyThere: 2, unknown: 1, ambiguous: 0, duplicates: 0, overLimit: 0, malformed: 0 };
    expect(countRows(counts, true).map(([words, count]) => `${count} ${words}`)).toEqual([
      "0 would be added",
      "2 already there",
      "1 not in the catalogue",
    ]);
    expect([fileType("a.CSV"), fileType("a.jsonl"), fileType("a.txt")]).toEqual(["text/csv", "application/jsonl", "text/csv"]);
  });
});

test("[UI-03] addresses of the group pages take what they know and nothing else", () => {
  expect(groupSearchOf({ tab: "history", version: "7", evil: 1 })).toEqual({ tab: "history", version: 7 });
  expect(groupSearchOf({ tab: "other", version: "-1" })).toEqual({});
  expect(compareSearchOf({ a: "1", b: "", c: ["x"] })).toEqual({ a: "1" });
});

test("[UI-02] a change that waits is named", () => {
  const groups = ["a", "b"].map(group);
  expect(changeWords({ kind: "bulk_select", group: "b", recordIds: ["1", "2"] }, groups)).toBe("Select 2 records in B");
  expect(changeWords({ kind: "move", to: "b", recordIds: ["1"] }, groups)).toBe("Move 1 record to B");
  expect(changeWords({ kind: "create_group", name: "N" }, groups)).toBe("Create N");
});

test("[UI-07] keys of every page", () => {
  const press = (key: string, rest: object = {}) =>
    globalKeyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...rest });
  expect([press("z", { ctrlKey: true }), press("Z", { ctrlKey: true, shiftKey: true }), press("y", { metaKey: true })]).toEqual([
    "undo",
    "redo",
    "redo",
  ]);
  expect([press("?", { shiftKey: true }), press("z"), press("z", { ctrlKey: true, altKey: true })]).toEqual([
    "help",
    undefined,
    undefined,
  ]);
});
