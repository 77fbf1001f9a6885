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
        coalesced.delete(key(leaving.groups[index] as GroupId, record));
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

interface Noted {
  readonly origin: number;
  readonly note: string | null;
}

/** Rows and what they were before each version that changed them, as `applyStage` writes them: who leaves, who joins, what is carried, notes. */
class Tables {
  readonly rows = new Map<string, Noted>();
  readonly former = new Map<string, Noted>();

  apply({ leaving, passing, joining, carrying, annotating, reverting }: BatchState): void {
    leaving.records.forEach((record, index) => {
      const at = key(leaving.groups[index] as GroupId, record);
      const gone = this.rows.get(at);
      if (gone !== undefined) this.former.set(`${at} ${leaving.versions[index]}`, gone);
      this.rows.delete(at);
    });
    passing.records.forEach((record, index) => {
      const at = key(passing.groups[index] as GroupId, record);
      this.former.set(`${at} ${passing.versions[index]}`, { origin: passing.origins[index] as number, note: null });
    });
    for (const { additions, records: ids, additionIndex } of [joining, carrying]) {
      ids.forEach((record, index) => {
        const { group, version, source } = additions[additionIndex[index] as number] as (typeof additions)[number];
        const from = source === undefined ? undefined : key(source.group, record);
        const carried = source?.before === undefined ? this.rows.get(`${from}`) : this.former.get(`${from} ${source.before}`);
        this.rows.set(key(group, record), { origin: version, note: carried?.note ?? null });
      });
    }
    reverting.records.forEach((record, index) => {
      const { group, version, before } = reverting.reversions[reverting.reversionIndex[index] as number]!;
      const at = key(group, record);
      const now = this.rows.get(at) as Noted;
      this.former.set(`${at} ${version}`, now);
      this.rows.set(at, { ...now, note: this.former.get(`${at} ${before}`)?.note ?? null });
    });
    annotating.records.forEach((record, index) => {
      const { group, version, annotation } = annotating.annotations[annotating.annotationIndex[index] as number]!;
      const at = key(group, record);
      const now = this.rows.get(at) as Noted;
      this.former.set(`${at} ${version}`, now);
      this.rows.set(at, { ...now, note: annotation.note ?? null });
    });
  }
}

const deeds = fc.array(
  fc.record({
    kind: fc.constantFrom("toggle", "annotate", "revert", "copy", "move", "clear", "return"),
    turned: fc.boolean(),
    chosen: fc.uniqueArray(fc.constantFrom(...records), { minLength: 1 }),
  }),
  { maxLength: 30 },
);

it("[SY-04, L-07] notes go with what is copied and moved, whatever else is in the batch", () => {
  fc.assert(
    fc.property(deeds, (steps) => {
      const oneByOne = new Tables();
      const versions = new Map<GroupId, number>();
      const next = (group: GroupId): Version => {
        const version = (versions.get(group) ?? 0) + 1;
        versions.set(group, version);
        return version as Version;
      };
      const entries = steps.flatMap(({ kind, turned, chosen }, index) => {
        const [from, to] = (turned ? groups.toReversed() : groups) as [GroupId, GroupId];
        const held = (group: GroupId, ids: readonly RecordId[]) => ids.filter((record) => oneByOne.rows.has(key(group, record)));
        const arriving = held(from, chosen).filter((record) => !oneByOne.rows.has(key(to, record)));
        const effects: GroupEffect[] = [];
        if (kind === "toggle") {
          const removed = held(from, chosen);
          const added = chosen.filter((record) => !removed.includes(record));
          effects.push({ group: from, version: next(from), added, removed });
        } else if (kind === "annotate") {
          effects.push({ group: from, version: next(from), annotated: held(from, chosen), annotation: { note: `${index}` } });
        } else if (kind === "revert" || kind === "return") {
          // What an undo does: notes as they were before the last change, or who left last comes back.
          const before = versions.get(from) ?? 0;
          const changed = records.filter((record) => oneByOne.former.has(`${key(from, record)} ${before}`));
          const there = held(from, changed);
          const source = { group: from, before: before as Version };
          if (kind === "revert") effects.push({ group: from, version: next(from), reverted: there, source });
          else effects.push({ group: from, version: next(from), added: changed.filter((id) => !there.includes(id)), source });
        } else if (kind === "clear") effects.push({ group: from, version: next(from), removed: held(from, records) });
        else if (kind === "copy") effects.push({ group: to, version: next(to), added: arriving, source: { group: from } });
        else {
          const left = next(from);
          effects.push({ group: from, version: left, removed: held(from, chosen) });
          effects.push({ group: to, version: next(to), added: arriving, source: { group: from, before: left } });
        }
        const made = entry(index + 1, effects);
        for (const stage of batchStages([made])) oneByOne.apply(stage);
        return [made];
      });
      const together = new Tables();
      for (const stage of batchStages(entries)) together.apply(stage);
      expect(new Map([...together.rows].sort())).toEqual(new Map([...oneByOne.rows].sort()));
      expect(new Map([...together.former].sort())).toEqual(new Map([...oneByOne.former].sort()));
    }),
    { numRuns: 3000 },
  );
});

it("[SY-05] what an operation that was refused left behind is taken away by the next that takes it away, added again before or not", () => {
  const [group] = groups as [GroupId];
  const [record] = records as [RecordId];
  const tables = new Tables();
  // Memory has let go of it: whatever took it out was refused by the database.
  tables.rows.set(key(group, record), { origin: 1, note: "left behind" });
  const entries = [
    entry(3, [{ group, version: 3 as Version, added: [record] }]),
    entry(4, [{ group, version: 4 as Version, removed: [record] }]),
  ];
  for (const stage of batchStages(entries)) tables.apply(stage);
  expect([...tables.rows]).toEqual([]);
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
