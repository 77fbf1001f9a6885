// What one operation did to a user's groups, in the plainest words: enough to tell what it leaves in the trail, and to take it back.
import type { ChangeInput, GroupId } from "@holdfast/contract";

/** The lasting features of a group. */
export interface ModelImage {
  readonly id: GroupId;
  readonly name: string;
  readonly isDefault: boolean;
  readonly place: number;
}

/** What stands beside a record of a group, and since when. */
export interface Membership {
  /** The version at which it joined, and the one at which it was annotated last. */
  readonly origin: number;
  readonly annotated: number;
  readonly note: string | null;
  readonly state: string | null;
}

/** What happened to the records of one group. No record is in two of the lists. */
export interface Effect {
  readonly group: GroupId;
  /** The group's version after it. */
  readonly version: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly annotated: readonly string[];
  /** Annotated as they were before the version of `source`. */
  readonly reverted: readonly string[];
  /** What was set beside the annotated. */
  readonly note?: string | null | undefined;
  readonly state?: string | null | undefined;
  /** Whose notes the added and the reverted take: those of this group, as they were before that version, or are now. */
  readonly source?: { readonly group: GroupId; readonly before?: number };
}

export interface Deed {
  readonly effects: readonly Effect[];
  /** Groups that were made or got other features, as they are after it. */
  readonly groups: readonly ModelImage[];
  /** Those and the deleted, as they were before. */
  readonly former: readonly ModelImage[];
  readonly deleted: readonly GroupId[];
}

export const nothingDone: Deed = { effects: [], groups: [], former: [], deleted: [] };

export function effectOn(group: GroupId, version: number, more: Partial<Effect> = {}): Effect {
  return { group, version, added: [], removed: [], annotated: [], reverted: [], ...more };
}

export const sizeOf = ({ added, removed, annotated, reverted }: Effect): number =>
  added.length + removed.length + annotated.length + reverted.length;

export const isNothing = ({ effects, groups, deleted }: Deed): boolean =>
  effects.length === 0 && groups.length === 0 && deleted.length === 0;

export type TrailChange = "added" | "removed" | "annotated" | null;

/** One row of the trail; the record is null for a group as a whole, the group too for the order of all. */
export function trailRow(group: string | null, version: number | null, record: string | null, change: TrailChange): string {
  return `${group ?? "all"} ${version ?? ""} ${record ?? ""} ${change ?? ""}`;
}

const wholeKinds: ReadonlySet<string> = new Set(["clear_all", "delete_group"]);

/** The rows that a deed leaves. Emptying or deleting a group is one row; so is what touched no record. */
export function trailOf(kind: ChangeInput["kind"], { effects, groups }: Deed): readonly string[] {
  if (effects.length === 0) return groups.length === 0 ? [] : [trailRow(null, null, null, null)];
  return effects.flatMap((effect) => {
    const { group, version, added, removed, annotated, reverted } = effect;
    if (sizeOf(effect) === 0 || wholeKinds.has(kind)) return [trailRow(group, version, null, null)];
    const rows = (records: readonly string[], change: TrailChange): readonly string[] =>
      records.map((record) => trailRow(group, version, record, change));
    return [...rows(added, "added"), ...rows(removed, "removed"), ...rows([...annotated, ...reverted], "annotated")];
  });
}
