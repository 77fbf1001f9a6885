// What a batch does to the state, coalesced: one last image per group, and each record either leaves, joins, or both (SY-04).
import type { GroupId, RecordId } from "@holdfast/contract";
import type { JournalEntry } from "../engine/index.js";
import type { SelectionEntry } from "./entry.js";
import type { Addition, SelectionRows } from "./sql/insert-selections.js";
import type { GroupTouch } from "./sql/touch-groups.js";
import type { OwnedImage } from "./sql/upsert-groups.js";

export interface BatchState {
  readonly images: readonly OwnedImage[];
  readonly leaving: { readonly groups: readonly GroupId[]; readonly records: readonly RecordId[] };
  readonly joining: SelectionRows;
  /** The last version of each group; the counts follow from what the statements did. */
  readonly touches: readonly Omit<GroupTouch, "delta">[];
  readonly deleted: readonly GroupId[];
}

/** What becomes of one record in one group: whether it was taken out first, and which addition put it in last. */
interface Fate {
  leaves: boolean;
  addition: number | undefined;
}

export function batchState(entries: readonly JournalEntry<SelectionEntry>[]): BatchState {
  const images = new Map<GroupId, OwnedImage>();
  const touches = new Map<GroupId, Omit<GroupTouch, "delta">>();
  const deleted = new Set<GroupId>();
  const fates = new Map<GroupId, Map<RecordId, Fate>>();
  const additions: Addition[] = [];
  for (const { body } of entries) {
    for (const image of body.groups ?? []) images.set(image.id, { owner: body.user, image, at: body.at });
    for (const id of body.deleted ?? []) deleted.add(id);
    for (const { group, version, added, removed } of body.effects) {
      touches.set(group, { group, version, at: body.at });
      const fateOf = fatesOf(fates, group);
      for (const record of removed ?? []) leave(fateOf, record);
      if (added === undefined) continue;
      const addition = additions.push({ group, owner: body.user, addedBy: body.actor.userId, version, at: body.at }) - 1;
      for (const record of added) join(fateOf, record, addition);
    }
  }
  return { images: [...images.values()], touches: [...touches.values()], deleted: [...deleted], ...split(fates, additions) };
}

function fatesOf(fates: Map<GroupId, Map<RecordId, Fate>>, group: GroupId): Map<RecordId, Fate> {
  const known = fates.get(group);
  if (known !== undefined) return known;
  const fresh = new Map<RecordId, Fate>();
  fates.set(group, fresh);
  return fresh;
}

/** A record whose first change in the batch is to leave is in the database; one that joined in the batch is not. */
function leave(fateOf: Map<RecordId, Fate>, record: RecordId): void {
  const fate = fateOf.get(record);
  if (fate === undefined) fateOf.set(record, { leaves: true, addition: undefined });
  else fate.addition = undefined;
}

function join(fateOf: Map<RecordId, Fate>, record: RecordId, addition: number): void {
  const fate = fateOf.get(record);
  if (fate === undefined) fateOf.set(record, { leaves: false, addition });
  else fate.addition = addition;
}

function split(fates: ReadonlyMap<GroupId, ReadonlyMap<RecordId, Fate>>, additions: readonly Addition[]): Pick<BatchState, "leaving" | "joining"> {
  const leaving = { groups: [] as GroupId[], records: [] as RecordId[] };
  const joining = { additions, records: [] as RecordId[], additionIndex: [] as number[] };
  for (const [group, records] of fates) {
    for (const [record, fate] of records) {
      if (fate.leaves) {
        leaving.groups.push(group);
        leaving.records.push(record);
      }
      if (fate.addition !== undefined) {
        joining.records.push(record);
        joining.additionIndex.push(fate.addition);
      }
    }
  }
  return { leaving, joining };
}
