// Coalescing must end where applying the operations one by one ends, identities included.
import type { GroupId, OperationId, Position, RecordId, UserId, Version } from "@holdfast/contract";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { JournalEntry } from "../../engine/index.js";
import { type BatchState, batchStages } from "./batch-state.js";
import type { GroupEffect, SelectionEntry } from "../entry.js";

const user = "00000000-0000-4000-8000-000000000001" as UserId;
const records = Array.from({ length: 6 }, (_, index) => `10000000-0000-4000-8000-00000000000${index}` as RecordId);
const groups = ["20000000-0000-4000-8000-000000000000", "20000000-0000-4000-8000-000000000001"] as GroupId[];

function onlyStage(entries: readonly JournalEntry<SelectionEntry>[]): BatchState {
  const [stage, ...others] = batchStages(entries);
  expect(others).toEqual([]);
  return stage as BatchState;
}

/** Group and record → the position that selected it: its identity. */
type Rows = Map<string, number>;
const key = (group: GroupId, record: RecordId): string => `${group} ${record}`;

function entry(position: number, effects: readonly GroupEffect[]): JournalEntry<SelectionEntry> {
  const at = `2026-01-01T00:00:00.${String(position).padStart(6, "0")}Z`;
  const operation = `30000000-0000-4000-8000-${String(position).padStart(12, "0")}` as OperationId;
  const body = {
    v: 1 as const,
    at,
    user,
    actor: { userId: user },
    operation,
    kind: "bulk_select",
    fingerprint: "",
    effects,
    answer: {},
  };
  return { position: position as Position, body };
}

const toggles = fc.array(
  fc.record({ group: fc.constantFrom(...groups), toggled: fc.uniqueArray(fc.constantFrom(...records), { minLength: 1 }) }),
  {
    maxLength: 25,
  },
);

it("[SY-04, L-07] a coalesced batch leaves the same rows, with the same identities, as its operations one by one", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...records)), toggles, (initial, steps) => {
      const before: Rows = new Map(initial.map((record) => [key(groups[0] as GroupId, record), 0]));
      const oneByOne: Rows = new Map(before);
      const entries = steps.map(({ group, toggled }, index) => {
        const position = index + 1;
        const removed = toggled.filter((record) => oneByOne.has(key(group, record)));
        const added = toggled.filter((record) => !oneByOne.has(key(group, record)));
        for (const record of removed) oneByOne.delete(key(group, record));
        for (const record of added) oneByOne.set(key(group, record), position);
        return entry(position, [{ group, version: position as Version, added, removed }]);
      });
      const { leaving, joining } = onlyStage(entries);
      const coalesced: Rows = new Map(before);
      leaving.records.forEach((record, index) => {
        expect(coalesced.delete(key(leaving.groups[index] as GroupId, record))).toBe(true);
      });
      joining.records.forEach((record, index) => {
        const addition = joining.additions[joining.additionIndex[index] as number];
        if (addition === undefined) throw new Error("A record joins without an addition.");
        expect(coalesced.has(key(addition.group, record))).toBe(false);
        coalesced.set(key(addition.group, record), addition.version);
      });
      expect(new Map([...coalesced].sort())).toEqual(new Map([...oneByOne].sort()));
    }),
  );
});

it("keeps the last image and the last version of each group", () => {
  const [group] = groups as [GroupId];
  const image = (name: string) => ({
    id: group,
    name,
    description: null,
    isDefault: true,
    place: 0,
    createdAt: "2026-01-01T00:00:00.000000Z",
  });
  const first = entry(1, [{ group, version: 1 as Version }]);
  const second = entry(2, [{ group, version: 2 as Version }]);
  const state = onlyStage([
    { ...first, body: { ...first.body, groups: [image("a")] } },
    { ...second, body: { ...second.body, groups: [image("b")] } },
  ]);
  expect(state.images.map(({ image: last }) => last.name)).toEqual(["b"]);
  expect(state.touches.map(({ version }) => version)).toEqual([2]);
});

it("[SY-04] a stage ends where an operation reads what one before it wrote, and nowhere else", () => {
  const [from, to] = groups as [GroupId, GroupId];
  const [record] = records as [RecordId];
  const note = (version: number): GroupEffect => ({
    group: from,
    version: version as Version,
    annotated: [record],
    annotation: { note: `${version}` },
  });
  const steps: readonly (readonly GroupEffect[])[] = [
    [{ group: from, version: 1 as Version, added: [record] }],
    [note(2)],
    [note(3)],
    [
      { group: from, version: 4 as Version, removed: [record] },
      { group: to, version: 1 as Version, added: [record], source: { group: from, before: 4 as Version } },
    ],
    [{ group: to, version: 2 as Version, removed: [record] }],
    [{ group: to, version: 3 as Version, added: [record] }],
    [{ group: to, version: 4 as Version, removed: [record] }],
  ];
  const stages = batchStages(steps.map((effects, index) => entry(index + 1, effects)));
  const sizes = stages.map(({ leaving, passing, joining, carrying, annotating }) =>
    [leaving, passing, joining, carrying, annotating].map((rows) => rows.records.length),
  );
  expect(sizes).toEqual([
    [0, 0, 1, 0, 1],
    [0, 0, 0, 0, 1],
    [1, 0, 0, 1, 0],
    [1, 1, 0, 0, 0],
  ]);
});
