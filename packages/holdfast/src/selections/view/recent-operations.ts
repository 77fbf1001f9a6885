// What a view followed lately, bounded by operations and by records: for readers that ask what came after something they saw.
import type { GroupId, OperationId, Position, RecordId, Version } from "@holdfast/contract";
import { effectSize } from "../batch/effect-size.js";
import type { GroupEffect } from "../entry.js";

/** An operation that was accepted lately. */
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

const mostOperations = 256;
const mostRecords = 50_000;
const recordBytes = 8;
const operationBytes = 300;

export class RecentOperations {
  readonly #operations: RecentOperation[] = [];
  #records = 0;
  /** Everything after this position is here. */
  #after: Position;

  constructor(after: Position) {
    this.#after = after;
  }

  get bytes(): number {
    return this.#operations.length * operationBytes + this.#records * recordBytes;
  }

  get length(): number {
    return this.#operations.length;
  }

  add(operation: RecentOperation): void {
    this.#operations.push(operation);
    this.#records += effectSize(operation.effects);
    while (this.#operations.length > mostOperations || this.#records > mostRecords) {
      const oldest = this.#operations.shift();
      if (oldest === undefined) return;
      this.#records -= effectSize(oldest.effects);
      this.#after = oldest.position;
    }
  }

  /** Effects on a group after a version, oldest first; undefined when memory does not reach back so far. */
  effectsSince(group: GroupId, since: Version): readonly GroupEffect[] | undefined {
    const effects = this.#operations.flatMap((recent) =>
      recent.effects.filter((effect) => effect.group === group && effect.version > since),
    );
    return effects[0]?.version === since + 1 ? effects : undefined;
  }

  /** Records of a group that were touched after a sequence number. */
  touchedSince(sequence: number, group: GroupId): ReadonlySet<RecordId> {
    const effects = this.#operations.filter((recent) => recent.sequence > sequence).flatMap((recent) => recent.effects);
    return new Set(effects.flatMap((effect) => (effect.group === group ? touchedBy(effect) : [])));
  }

  /** What an operation did to a group. */
  effectOf(operation: OperationId, group: GroupId): GroupEffect | undefined {
    return this.#operations
      .findLast((recent) => recent.operation === operation)
      ?.effects.find((effect) => effect.group === group);
  }

  /** Oldest first; undefined when memory does not reach back so far. */
  afterPosition(position: Position): readonly RecentOperation[] | undefined {
    return position < this.#after ? undefined : this.#operations.filter((recent) => recent.position > position);
  }
}

function touchedBy({ added = [], removed = [], annotated = [], reverted = [] }: GroupEffect): readonly RecordId[] {
  return [...added, ...removed, ...annotated, ...reverted];
}
