// One user's groups and selections in memory: what the database held at a position, and the journal after it.
import type { Group, GroupId, GroupRef, OperationId, Position, RecordId, UserId, Version } from "@holdfast/contract";
import type { JournalEntry } from "../../engine/index.js";
import type { GroupEffect, GroupImage, SelectionEntry } from "../entry.js";
import { UndoStack } from "../undo/undo-stack.js";
import { AnsweredOperations } from "./answered-operations.js";
import { type CountsAfter, type RecentOperation, RecentOperations } from "./recent-operations.js";
import type { RecordBook } from "./record-book.js";
import { RecordSet } from "./record-set.js";
import { GroupState, ViewState } from "./view-state.js";

/** A group as the view keeps it: its features, its version, its records. */
export interface GroupView {
  image: GroupImage;
  version: Version;
  updatedAt: string;
  readonly records: RecordSet;
  /** As readers get it, made once for each version. */
  state: GroupState | undefined;
}

/** Marks the group that a user without any gets. */
export const firstGroupFingerprint = "first-group";

const viewBytes = 500;
const groupBytes = 600;
const gestureBytes = 200;

/** What the stack of gestures must know of an operation, from a caller or from the database. */
type Gestured = Pick<SelectionEntry, "operation" | "kind" | "at" | "fingerprint" | "answer"> & {
  readonly actor?: SelectionEntry["actor"];
};

export class UserView {
  readonly userId: UserId;
  readonly groups = new Map<GroupId, GroupView>();
  readonly operations: AnsweredOperations;
  readonly gestures = new UndoStack();
  /** The newest operation that this view shows. */
  lastPosition: Position;
  readonly #recent: RecentOperations;
  #groupBytes = 0;
  #default: GroupView | undefined;
  #state: ViewState | undefined;

  constructor(userId: UserId, position: Position, operations = new AnsweredOperations(new Uint32Array(0), true)) {
    this.userId = userId;
    this.lastPosition = position;
    this.#recent = new RecentOperations(position);
    this.operations = operations;
  }

  /** About, and at once: it is asked after every operation. */
  get bytes(): number {
    return viewBytes + this.#groupBytes + this.gestures.size * gestureBytes + this.operations.bytes + this.#recent.bytes;
  }

  /** Whether it can tell what came after something that was seen before. */
  get hasRecent(): boolean {
    return this.#recent.length > 0;
  }

  /** A group as it was read. */
  addGroup({ image, version, updatedAt, records }: Omit<GroupView, "state">): void {
    this.groups.set(image.id, { image, version, updatedAt, records, state: undefined });
    this.#groupBytes += groupBytes + records.bytes;
    this.#default = undefined;
  }

  resolve(ref: GroupRef): GroupView | undefined {
    if (ref !== "default") return this.groups.get(ref);
    if (this.#default === undefined) for (const group of this.groups.values()) if (group.image.isDefault) this.#default = group;
    return this.#default;
  }

  describe(group: GroupView): Group {
    const { id, name, description, isDefault, place, createdAt } = group.image;
    const { version, updatedAt } = group;
    return { id, name, description, isDefault, place, version, count: group.records.size, createdAt, updatedAt };
  }

  /** In the order of their places. */
  list(): Group[] {
    return [...this.groups.values()].map((group) => this.describe(group)).sort((a, b) => a.place - b.place);
  }

  idsOf(group: GroupView, book: RecordBook): readonly RecordId[] {
    return this.#stateOf(group, book).records.recordIds;
  }

  /** What it shows now; the same object until the next operation. */
  state(book: RecordBook): ViewState {
    if (this.#state !== undefined) return this.#state;
    const groups = new Map([...this.groups.values()].map((group) => [group.image.id, this.#stateOf(group, book)]));
    const byDefault = this.resolve("default");
    this.#state = new ViewState(this.lastPosition, groups, byDefault && groups.get(byDefault.image.id));
    return this.#state;
  }

  #stateOf(group: GroupView, book: RecordBook): GroupState {
    group.state ??= new GroupState(group, book);
    return group.state;
  }

  /** Effects on a group after a version, oldest first; undefined when the memory does not reach back so far. */
  effectsSince(group: GroupView, since: Version): readonly GroupEffect[] | undefined {
    return since === group.version ? [] : this.#recent.effectsSince(group.image.id, since);
  }

  /** How many operations this view has followed. */
  get sequence(): number {
    return this.#recent.sequence;
  }

  /** Whether everything after a sequence number is in memory. */
  reachesBack(sequence: number): boolean {
    return this.sequence - this.#recent.length <= sequence;
  }

  /** Records of a group that were touched after a sequence number; undefined when the memory does not reach back so far. */
  touchedSince(sequence: number, group: GroupId): ReadonlySet<RecordId> | undefined {
    return this.reachesBack(sequence) ? this.#recent.touchedSince(sequence, group) : undefined;
  }

  /** What an operation did to a group; undefined when the memory does not reach back so far. */
  effectOf(operation: OperationId, group: GroupId): GroupEffect | undefined {
    return this.#recent.effectOf(operation, group);
  }

  /** Operations after a position, oldest first; undefined when the memory does not reach back so far. */
  operationsAfter(position: Position): readonly RecentOperation[] | undefined {
    return position > this.lastPosition ? undefined : this.#recent.afterPosition(position);
  }

  /** Follows one accepted operation: the same whether it comes from a caller or from the journal after a restart. */
  apply(entry: JournalEntry<SelectionEntry>, book: RecordBook): CountsAfter {
    const { position, body } = entry;
    const { effects, groups, deleted } = body;
    const [first] = effects;
    if (groups !== undefined) for (const image of groups) this.#setImage(image, body.at);
    const isOne = first !== undefined && effects.length === 1;
    const counts = isOne
      ? this.#applyEffect(first, body.at, book)
      : effects.map((effect) => this.#applyEffect(effect, body.at, book));
    if (deleted !== undefined) for (const id of deleted) this.#drop(id);
    this.operations.note(entry);
    this.lastPosition = position;
    this.#state = undefined;
    this.recordGesture(body, effects.length > 0 || groups !== undefined || deleted !== undefined);
    this.#recent.add(entry, counts);
    return counts;
  }

  /** Own operations only; the group that everybody begins with is nobody's gesture. */
  recordGesture({ operation, kind, at, fingerprint, actor, answer }: Gestured, changed: boolean): void {
    if (fingerprint === firstGroupFingerprint || (actor !== undefined && actor.userId !== this.userId)) return;
    const { groupId = null, added = 0, removed = 0, annotated = 0, undone } = answer;
    const facts = { groupId, records: Math.max(added, removed, annotated), at };
    this.gestures.record({ operation, kind, changed, target: undone?.operationId, facts });
  }

  #setImage(image: GroupImage, at: string): void {
    const known = this.groups.get(image.id);
    if (known === undefined) this.addGroup({ image, version: 0 as Version, updatedAt: at, records: new RecordSet() });
    else known.image = image;
    this.#default = undefined;
  }

  #drop(id: GroupId): void {
    const group = this.groups.get(id);
    if (group === undefined) return;
    this.groups.delete(id);
    this.#groupBytes -= groupBytes + group.records.bytes;
    this.#default = undefined;
  }

  /** Answers how many records the group has now. */
  #applyEffect({ group: id, version, added, removed }: GroupEffect, at: string, book: RecordBook): number {
    const group = this.groups.get(id);
    if (group === undefined) return 0;
    const { records } = group;
    const bytes = records.bytes;
    group.state = undefined;
    // After a quarantine the set may already be what the effect says: only true changes are made.
    if (removed !== undefined) leave(records, removed, book);
    if (added !== undefined) join(records, added, book);
    this.#groupBytes += records.bytes - bytes;
    group.version = version;
    group.updatedAt = at;
    return records.size;
  }
}

function leave(records: RecordSet, ids: readonly RecordId[], book: RecordBook): void {
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return void records.delete(book.intern(only));
  const numbers = numbersOf(ids, book).filter((number) => records.has(number));
  if (numbers.length === records.size) records.clear();
  else records.remove(numbers.sort());
}

function join(records: RecordSet, ids: readonly RecordId[], book: RecordBook): void {
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return void records.insert(book.intern(only));
  const numbers = numbersOf(ids, book);
  records.add((records.size === 0 ? numbers : numbers.filter((number) => !records.has(number))).sort());
}

function numbersOf(ids: readonly RecordId[], book: RecordBook): Uint32Array {
  const numbers = new Uint32Array(ids.length);
  for (const [index, id] of ids.entries()) numbers[index] = book.intern(id);
  return numbers;
}
