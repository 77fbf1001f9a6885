// What planning an operation works with and what it yields. Planning is pure: it reads the view and changes nothing.
import type { Change, GroupId, GroupRef, RecordId, Version } from "@holdfast/contract";
import { HoldfastError } from "@holdfast/contract";
import type { GroupEffect, GroupImage, RecordedAnswer } from "../entry.js";
import type { RecordBook } from "../view/record-book.js";
import type { UndoMaterial } from "../undo/resolve-undo.js";
import type { GroupView, UserView } from "../view/user-view.js";

export interface SelectionLimits {
  readonly recordsPerGroup: number;
  readonly groupsPerUser: number;
}

/** The records that a change is about, once a query is resolved. */
export interface Targets {
  readonly ids: readonly RecordId[];
  /** By query: how many matched and how many of those the exceptions took out. */
  readonly matched: number | null;
  readonly excluded: number | null;
  /** Guarded changes: what changed after the version that the user saw. */
  readonly changedSince: ReadonlySet<RecordId> | undefined;
  /** The version that a group is restored to. */
  readonly version?: Version;
  /** What an undo or redo is about. */
  readonly undo?: UndoMaterial;
  /** When something was looked up that changes may overtake: the view as it was then. */
  readonly asOf?: { readonly view: UserView; readonly sequence: number };
}

export interface PlanContext {
  readonly view: UserView;
  readonly book: RecordBook;
  readonly limits: SelectionLimits;
  readonly at: string;
  readonly newGroupId: () => GroupId;
}

export interface Plan {
  readonly effects: readonly GroupEffect[];
  readonly groups?: readonly GroupImage[];
  readonly deleted?: readonly GroupId[];
  /** The features that the changed and the deleted groups had before. */
  readonly former?: readonly GroupImage[];
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly answer: RecordedAnswer;
}

export type ChangeOf<Kind extends Change["kind"]> = Extract<Change, { kind: Kind }>;

/** A group that is absent and a group of somebody else are refused with the same words. */
export function requireGroup(view: UserView, ref: GroupRef): GroupView {
  const group = view.resolve(ref);
  if (group !== undefined) return group;
  throw new HoldfastError("not_found", {
    what: "You have no group with this id.",
    action: "List your groups to see their ids; somebody may have deleted it meanwhile.",
  });
}
