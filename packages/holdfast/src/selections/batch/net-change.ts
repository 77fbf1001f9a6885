// What a row of steps comes to: the last word on each record, and whether the steps are all there.
import type { RecordId, Version } from "@holdfast/contract";
import type { GroupEffect } from "../entry.js";
import type { HistoryRow } from "../sql/read-group-history.js";

export interface NetChange {
  readonly added: RecordId[];
  readonly removed: RecordId[];
}

/** What joined and left again is not a change. */
export function netChange(effects: readonly Pick<GroupEffect, "added" | "removed">[]): NetChange {
  const last = new Map<RecordId, { readonly first: boolean; readonly now: boolean }>();
  const note = (record: RecordId, now: boolean): void => void last.set(record, { first: last.get(record)?.first ?? now, now });
  for (const effect of effects) {
    for (const record of effect.removed ?? []) note(record, false);
    for (const record of effect.added ?? []) note(record, true);
  }
  const changed = (now: boolean): RecordId[] =>
    [...last].flatMap(([record, fate]) => (fate.now === now && fate.first === now ? [record] : []));
  return { added: changed(true), removed: changed(false) };
}

/** The net change after `since` up to `version`; undefined when a version is missing, or one speaks of the group as a whole. */
export function netChangeOf(rows: readonly HistoryRow[], since: Version, version: Version): NetChange | undefined {
  const within = rows.filter((row) => row.group_version <= version);
  const versions = new Set(within.map((row) => row.group_version));
  const isWhole = versions.size === version - since && within.every(({ names_records }) => names_records);
  return isWhole ? netChange(within.map(toEffect)) : undefined;
}

function toEffect({ change, record_id: record }: HistoryRow): Pick<GroupEffect, "added" | "removed"> {
  if (record === null || change === "annotated") return {};
  return change === "added" ? { added: [record] } : { removed: [record] };
}
