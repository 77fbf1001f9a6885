// One user's groups and selections in memory: what the database held at a position, and the journal after it.
import type { Group, GroupId, GroupRef, OperationId, Position, RecordId, UserId, Version } from "@holdfast/contract";
import type { JournalEntry } from "../../engine/index.js";
import { effectSize } from "../batch/effect-size.js";
import type { GroupEffect, GroupImage, RecordedAnswer, SelectionEntry } from "../entry.js";
import type { RecordBook } from "./record-book.js";
import { RecordSet, sortNumbers } from "./record-set.js";
import { UndoStack } from "../undo/undo-stack.js";

export interface AnsweredOperation {
  readonly fingerprint: string;
  readonly answer: RecordedAnswer;
  readonly position: Position;
}

/** A group as the view keeps it: its features, its version, its records. */
export interface GroupView {
  image: GroupImage;
  version: Version;
  updatedAt: string;
  readonly records: RecordSet;
  /** The ids as readers get them, built once per version. */
  frozen: readonly RecordId[] | undefined;
}

/** An operation that was accepted lately, for readers that ask what came after. */
export interface RecentOperation {
  /** How many operations this view had followed then, this one included. */
  readonly sequence: number;
  readonly position: Position;
  readonly operation: OperationId;
  readonly effects: readonly GroupEffect[];
  /** By effect: how many records the group has after it. */
  readonly counts: readonly number[];
  /** The list of groups changed too. */
  readonly groupsChanged: boolean;
  readonly deleted: readonly GroupId[];
}

/** Marks the group that a user without any gets. */
export const firstGroupFingerprint = "first-group";

const recentOperations = 256;
const recentRecords = 50_000;
const groupOverheadBytes = 300;
const answerBytes = 400;
const answersInMemory = 2000;
const gestureBytes = 100;

export class UserView {
  readonly userId: UserId;
  readonly groups = new Map<GroupId, GroupView>();
  readonly operations = new Map<OperationId, AnsweredOperation>();
  readonly gestures = new UndoStack();
  /** False when the user has more answered operations in the database than the view carries. */
  knowsAllOperations: boolean;
  /** The newest operation that this view shows. */
  lastPosition: Position;
  /** How many operations this view has followed. */
  sequence = 0;
  /** Everything after this position is among the recent operations. */
  #recentAfter: Position;
  #recent: RecentOperation[] = [];
  #recentRecords = 0;

  constructor(userId: UserId, position: Position, knowsAllOperations: boolean) {
    this.userId = userId;
    this.lastPosition = position;
    this.#recentAfter = position;
    this.knowsAllOperations = knowsAllOperations;
  }

  get bytes(): number {
    const gestures = this.gestures.of("undo").length + this.gestures.of("redo").length;
    let bytes = 200 + gestures * gestureBytes + this.operations.size * answerBytes + this.#recentRecords * 8;
    for (const group of this.groups.values()) bytes += groupOverheadBytes + group.records.bytes;
    return bytes;
  }

  resolve(ref: GroupRef): GroupView | undefined {
    if (ref !== "default") return this.groups.get(ref);
    for (const group of this.groups.values()) if (group.image.isDefault) return group;
    return undefined;
  }

  describe(group: GroupView): Group {
    const { id, name, description, isDefault, place, createdAt } = group.image;
    const { version, updatedAt } = group;
    return { id, name, description, isDefault, place, version, count: group.records.size, createdAt, updatedAt };
  }

  /** In the user's order. */
  list(): Group[] {
    return [...this.groups.values()].map((group) => this.describe(group)).sort((a, b) => a.place - b.place);
  }

  idsOf(group: GroupView, book: RecordBook): readonly RecordId[] {
    group.frozen ??= Object.freeze(Array.from(group.records.numbers(), (number) => book.idOf(number)));
    return group.frozen;
  }

  /** Effects on a group after a version, oldest first; undefined when the memory does not reach back so far. */
  effectsSince(group: GroupView, since: Version): readonly GroupEffect[] | undefined {
    if (since === group.version) return [];
    const effects = this.#recent.flatMap((recent) =>
      recent.effects.filter((effect) => effect.group === group.image.id && effect.version > since),
    );
    return effects[0]?.version === since + 1 ? effects : undefined;
  }

  /** Whether everything after a sequence number is in memory. */
  reachesBack(sequence: number): boolean {
    return this.sequence - this.#recent.length <= sequence;
  }

  /** Records of a group that were touched after a sequence number; undefined when the memory does not reach back so far. */
  touchedSince(sequence: number, group: GroupId): ReadonlySet<RecordId> | undefined {
    if (!this.reachesBack(sequence)) return undefined;
    const effects = this.#recent.filter((recent) => recent.sequence > sequence).flatMap((recent) => recent.effects);
    return new Set(effects.flatMap((effect) => (effect.group === group ? touchedBy(effect) : [])));
  }

  /** What an operation did to a group; undefined when the memory does not reach back so far. */
  effectOf(operation: OperationId, group: GroupId): GroupEffect | undefined {
    return this.#recent.findLast((recent) => recent.operation === operation)?.effects.find((effect) => effect.group === group);
  }

  /** Operations after a position, oldest first; undefined when the memory does not reach back so far. */
  operationsAfter(position: Position): readonly RecentOperation[] | undefined {
    if (position < this.#recentAfter || position > this.lastPosition) return undefined;
    return this.#recent.filter((recent) => recent.position > position);
  }

  /** Lets go of the oldest answers that the database has; repeats of those are looked up there. */
  forgetAnswers(applied: Position): void {
    if (this.operations.size <= answersInMemory) return;
    for (const [id, { position }] of this.operations) {
      if (this.operations.size <= answersInMemory / 2 || position > applied) return;
      this.operations.delete(id);
      this.knowsAllOperations = false;
    }
  }

  /** Follows one accepted operation: the same whether it comes from a caller or from the journal after a restart. */
  apply({ position, body }: JournalEntry<SelectionEntry>, book: RecordBook): RecentOperation {
    for (const image of body.groups ?? []) this.#setImage(image, body.at);
    const counts = body.effects.map((effect) => this.#applyEffect(effect, body.at, book));
    for (const id of body.deleted ?? []) this.groups.delete(id);
    this.operations.set(body.operation, { fingerprint: body.fingerprint, answer: body.answer, position });
    this.lastPosition = position;
    const groupsChanged = body.groups !== undefined || body.deleted !== undefined;
    const { operation, effects, deleted = [] } = body;
    this.recordGesture(body, effects.length > 0 || groupsChanged);
    this.sequence += 1;
    const recent: RecentOperation = { sequence: this.sequence, position, operation, effects, counts, groupsChanged, deleted };
    this.#remember(recent);
    return recent;
  }

  /** Own operations only; the group that everybody begins with is nobody's gesture. */
  recordGesture(
    {
      operation,
      fingerprint,
      actor,
      answer,
    }: Pick<SelectionEntry, "operation" | "fingerprint" | "answer"> & Partial<Pick<SelectionEntry, "actor">>,
    changed: boolean,
  ): void {
    if (fingerprint === firstGroupFingerprint || (actor !== undefined && actor.userId !== this.userId)) return;
    this.gestures.record({ operation, kind: answer.kind, changed, target: answer.undone?.operationId });
  }

  #setImage(image: GroupImage, at: string): void {
    const known = this.groups.get(image.id);
    if (known === undefined)
      this.groups.set(image.id, { image, version: 0 as Version, updatedAt: at, records: new RecordSet(), frozen: undefined });
    else known.image = image;
  }

  /** Answers how many records the group has now. */
  #applyEffect(effect: GroupEffect, at: string, book: RecordBook): number {
    const group = this.groups.get(effect.group);
    if (group === undefined) return 0;
    // After a quarantine the set may already be what the effect says: only true changes are made.
    const added = (effect.added ?? []).map((id) => book.intern(id)).filter((number) => !group.records.has(number));
    const removed = (effect.removed ?? []).map((id) => book.intern(id)).filter((number) => group.records.has(number));
    if (removed.length === group.records.size) group.records.clear();
    else group.records.remove(sortNumbers(removed));
    group.records.add(sortNumbers(added));
    group.version = effect.version;
    group.updatedAt = at;
    if (added.length + removed.length > 0) group.frozen = undefined;
    return group.records.size;
  }

  #remember(operation: RecentOperation): void {
    this.#recent.push(operation);
    this.#recentRecords += effectSize(operation.effects);
    while (this.#recent.length > recentOperations || this.#recentRecords > recentRecords) {
      const oldest = this.#recent.shift();
      if (oldest === undefined) return;
      this.#recentRecords -= effectSize(oldest.effects);
      this.#recentAfter = oldest.position;
    }
  }
}

function touchedBy({ added = [], removed = [], annotated = [], reverted = [] }: GroupEffect): readonly RecordId[] {
  return [...added, ...removed, ...annotated, ...reverted];
}
