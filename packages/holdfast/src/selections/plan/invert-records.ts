// The other way round of what an operation did to records, as far as it still stands.
import type { GroupId, RecordId, SkipReason, Version } from "@holdfast/contract";
import { effectSize } from "../batch/effect-size.js";
import type { GroupEffect } from "../entry.js";
import type { Standing, UndoMaterial } from "../undo/resolve-undo.js";
import type { GroupView } from "../view/user-view.js";
import type { PlanContext } from "./plan.js";
import type { SkipList } from "./skip-list.js";

export interface InvertOptions {
  readonly context: PlanContext;
  readonly material: UndoMaterial;
  /** Records of a group that somebody changed after the database was asked. */
  readonly touched: (group: GroupId) => ReadonlySet<RecordId>;
  /** Groups that the operation deleted and that come back. */
  readonly returning: ReadonlySet<GroupId>;
  readonly skips: SkipList;
}

/** One effect with its records sorted: what can be taken back, and what not and why. */
interface Sorted {
  readonly effect: GroupEffect;
  readonly version: Version;
  readonly adding: readonly RecordId[];
  readonly removing: readonly RecordId[];
  readonly reverting: readonly RecordId[];
  readonly skipped: ReadonlyMap<RecordId, SkipReason>;
}

/** Effects with nothing left to take back are left out. */
export function invertRecords(options: InvertOptions): readonly GroupEffect[] {
  const { material, skips } = options;
  const sorted = material.stored.effects.flatMap((effect, index) => sortEffect(options, effect, material.standing[index]) ?? []);
  // A move is taken back as a whole, record by record: none ends up in both groups or in neither.
  const failed = material.item.kind === "move" ? new Set(sorted.flatMap(({ skipped }) => [...skipped.keys()])) : undefined;
  const named = new Set<RecordId>();
  for (const { effect, skipped } of sorted) {
    for (const [record, reason] of skipped) {
      if (failed !== undefined && named.has(record)) continue;
      named.add(record);
      skips.add(effect.group, record, reason);
    }
  }
  return sorted.map((each) => inverse(each, failed)).filter((effect) => effectSize([effect]) > 0);
}

function sortEffect(options: InvertOptions, effect: GroupEffect, standing: Standing | undefined): Sorted | undefined {
  const { context, returning, skips, touched } = options;
  const group = context.view.groups.get(effect.group);
  if (group === undefined && !returning.has(effect.group)) {
    if (effectSize([effect]) > 0) skips.add(effect.group, null, "group_gone", effectSize([effect]));
    return undefined;
  }
  const skipped = new Map<RecordId, SkipReason>();
  const others = touched(effect.group);
  const isThere = (record: RecordId): boolean => holds(context, group, record);
  const keepIf = (records: readonly RecordId[] = [], reason: SkipReason, test: (record: RecordId) => boolean): RecordId[] =>
    records.filter((record) => test(record) || void skipped.set(record, reason));
  const removing = keepIf(
    effect.added,
    "changed",
    (record) => isThere(record) && !others.has(record) && standing?.members.has(record) === true,
  );
  const noted = [...(effect.annotated ?? []), ...(effect.reverted ?? [])];
  const reverting = keepIf(
    noted,
    "changed",
    (record) => isThere(record) && !others.has(record) && standing?.annotations.has(record) === true,
  );
  const absent = keepIf(effect.removed, "there_already", (record) => !isThere(record));
  let room = context.limits.recordsPerGroup - (group?.records.size ?? 0) + removing.length;
  const adding = keepIf(absent, "over_limit", () => room-- > 0);
  return { effect, version: ((group?.version ?? effect.version) + 1) as Version, adding, removing, reverting, skipped };
}

function holds({ book }: PlanContext, group: GroupView | undefined, record: RecordId): boolean {
  const number = book.find(record);
  return group !== undefined && number !== undefined && group.records.has(number);
}

function inverse({ effect, version, ...sorted }: Sorted, failed: ReadonlySet<RecordId> | undefined): GroupEffect {
  const [added, removed, reverted] = [sorted.adding, sorted.removing, sorted.reverting].map((records) =>
    failed === undefined ? records : records.filter((record) => !failed.has(record)),
  ) as [readonly RecordId[], readonly RecordId[], readonly RecordId[]];
  const source = { group: effect.group, before: effect.version };
  return {
    group: effect.group,
    version,
    ...(added.length === 0 ? {} : { added }),
    ...(removed.length === 0 ? {} : { removed }),
    ...(reverted.length === 0 ? {} : { reverted }),
    ...(added.length + reverted.length === 0 ? {} : { source }),
  };
}
