// What a view followed lately, bounded by operations and by records: for readers that ask what came after something they saw.
import type { GroupId, OperationId, Position, RecordId, Version } from "@holdfast/contract";
import { effectSize } from "../batch/effect-size.js";
import type { JournalEntry } from "../../engine/index.js";
import type { GroupEffect, SelectionEntry } from "../entry.js";

/** An operation that was accepted lately. */
export interface RecentOperation {
  readonly position: Position;
  readonly operation: OperationId;
  readonly effects: readonly GroupEffect[];
  /** By effect: how many records the group has after it. */
  readonly counts: readonly number[];
  /** The list of groups changed too. */
  readonly groupsChanged: boolean;
  readonly deleted: readonly GroupId[];
}

/** How many records each group has after an operation, by effect; a plain number when there is one effect, as nearly always. */
export type CountsAfter = number | readonly number[];

const none: readonly GroupId[] = [];
const mostOperations = 256;
const mostRecords = 50_000;
const recordBytes = 8;
const operationBytes = 300;

export class RecentOperations {
  /** Put together for whoever asks: the entries are in memory in any case. */
  readonly #entries: JournalEntry<SelectionEntry>[] = [];
  readonly #counts: CountsAfter[] = [];
  /** Operations before the first that is here. */
  #passed = 0;
  #records = 0;
  /** Everything after this position is here. */
  #after: Position;

  constructor(after: Position) {
    this.#after = after;
  }

  get bytes(): number {
    return this.#entries.length * operationBytes + this.#records * recordBytes;
  }

  get length(): number {
    return this.#entries.length;
  }

  /** How many operations this view has followed. */
  get sequence(): number {
    return this.#passed + this.#entries.length;
  }

  add(entry: JournalEntry<SelectionEntry>, counts: CountsAfter): void {
    this.#entries.push(entry);
    this.#counts.push(counts);
    this.#records += effectSize(entry.body.effects);
    while (this.#entries.length > mostOperations || this.#records > mostRecords) {
      const oldest = this.#entries.shift();
      this.#counts.shift();
      if (oldest === undefined) return;
      this.#passed += 1;
      this.#records -= effectSize(oldest.body.effects);
      this.#after = oldest.position;
    }
  }

  /** Effects on a group after a version, oldest first; undefined when memory does not reach back so far. */
  effectsSince(group: GroupId, since: Version): readonly GroupEffect[] | undefined {
    const effects = this.#entries.flatMap(({ body }) =>
      body.effects.filter((effect) => effect.group === group && effect.version > since),
    );
    return effects[0]?.version === since + 1 ? effects : undefined;
  }

  /** Records of a group that were touched after a sequence number. */
  touchedSince(sequence: number, group: GroupId): ReadonlySet<RecordId> {
    const effects = this.#entries.slice(Math.max(0, sequence - this.#passed)).flatMap(({ body }) => body.effects);
    return new Set(effects.flatMap((effect) => (effect.group === group ? touchedBy(effect) : [])));
  }

  /** What an operation did to a group. */
  effectOf(operation: OperationId, group: GroupId): GroupEffect | undefined {
    return this.#entries
      .findLast(({ body }) => body.operation === operation)
      ?.body.effects.find((effect) => effect.group === group);
  }

  /** Oldest first; undefined when memory does not reach back so far. */
  afterPosition(position: Position): readonly RecentOperation[] | undefined {
    if (position < this.#after) return undefined;
    return this.#entries.flatMap((entry, index) => (entry.position > position ? [recentOf(entry, this.#counts[index])] : []));
  }
}

export function recentOf({ position, body }: JournalEntry<SelectionEntry>, counts: CountsAfter = 0): RecentOperation {
  const { operation, effects, groups, deleted = none } = body;
  const groupsChanged = groups !== undefined || body.deleted !== undefined;
  return { position, operation, effects, counts: typeof counts === "number" ? [counts] : counts, groupsChanged, deleted };
}

function touchedBy({ added = [], removed = [], annotated = [], reverted = [] }: GroupEffect): readonly RecordId[] {
  return [...added, ...removed, ...annotated, ...reverted];
}
