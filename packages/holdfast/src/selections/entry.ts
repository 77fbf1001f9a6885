// What an accepted operation looks like in the journal: who asked, what it did to which group, and the answer that was given.
import type { Actor, GroupId, OperationAnswer, OperationId, RecordId, UserId, Version } from "@holdfast/contract";

/** The lasting features of a group, whole, after the operation. */
export interface GroupImage {
  readonly id: GroupId;
  readonly name: string;
  readonly description: string | null;
  readonly isDefault: boolean;
  readonly place: number;
  readonly createdAt: string;
}

/** What was set beside records. Null clears; what is absent stays as it is. */
export interface Annotation {
  readonly note?: string | null;
  readonly state?: string | null;
  readonly metadata?: { readonly mode: "merge" | "replace"; readonly values: Readonly<Record<string, unknown>> };
}

/** What an operation did to the records of one group. The lists have no record in common. */
export interface GroupEffect {
  readonly group: GroupId;
  /** The group's version after it. */
  readonly version: Version;
  readonly added?: readonly RecordId[];
  readonly removed?: readonly RecordId[];
  readonly annotated?: readonly RecordId[];
  /** What was set beside the annotated records. */
  readonly annotation?: Annotation;
  /** Records whose note, state and metadata are again what they were before `source.before`. */
  readonly reverted?: readonly RecordId[];
  /**
   * Whose note, state and metadata the added and the reverted records take: those in that group, as they were before its version
   * `before`, or as they are now. In the group itself: the former membership goes on.
   */
  readonly source?: { readonly group: GroupId; readonly before?: Version };
}

type SaidOtherwise = "operationId" | "kind" | "at" | "repeated" | "durability" | "position";

/**
 * What was said to the caller, without what the entry itself says, what depends on the moment of saying it, and what is plain: none, nothing,
 * zero. `wholeAnswer` puts it together again. Entries of earlier versions say all of it.
 */
export type RecordedAnswer = Partial<Omit<OperationAnswer, SaidOtherwise>>;

/** The body of a journal entry. Plain JSON; format changes raise `v`. */
export interface SelectionEntry {
  readonly v: 1;
  /** The lane of the drain that it goes through; absent in entries from before there were several: the first. */
  readonly lane?: number;
  readonly at: string;
  readonly user: UserId;
  readonly actor: Actor;
  readonly operation: OperationId;
  readonly kind: OperationAnswer["kind"];
  /** Tells a repeat of the same change from another change under the same id. */
  readonly fingerprint: string;
  /** Every group whose version rose, records or features. */
  readonly effects: readonly GroupEffect[];
  readonly groups?: readonly GroupImage[];
  readonly deleted?: readonly GroupId[];
  /** The features that the changed and the deleted groups had before. */
  readonly former?: readonly GroupImage[];
  readonly answer: RecordedAnswer;
  /** Facts for the audit rows. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

export const laneOf = ({ lane = 0 }: Pick<SelectionEntry, "lane">): number => lane;
