// Which operations of a user were answered: the newest with their answers, all others as marks that say whether to ask the database (SE-01).
import type { OperationId, Position } from "@holdfast/contract";
import type { AnsweredOperation } from "../perform/whole-answer.js";
import { RecordSet, type SortedNumbers, sortNumbers } from "./record-set.js";

/** When more answers than this are in memory, the older half of those that the database has goes. */
const answersInMemory = 512;
const answerBytes = 700;

/** 32 bits of an id: all of its 128, folded. Two ids may share a mark; then the database is asked once in vain. */
export function markOf(id: OperationId): number {
  let mark = 0;
  let shift = 28;
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at);
    if (code === 45) continue;
    mark ^= (code < 58 ? code - 48 : code - 87) << shift;
    shift = (shift + 28) & 31;
  }
  return mark >>> 0;
}

/** Sorted, each once. */
export function sortMarks(marks: Iterable<number>): SortedNumbers {
  return sortNumbers([...new Set(marks)]);
}

/** The marks of ids that follow each other as 16 bytes each. */
export function marksOf(ids: Buffer): readonly number[] {
  const words = (at: number): number =>
    ids.readInt32BE(at) ^ ids.readInt32BE(at + 4) ^ ids.readInt32BE(at + 8) ^ ids.readInt32BE(at + 12);
  return Array.from({ length: ids.length / 16 }, (_, index) => words(index * 16) >>> 0);
}

export class AnsweredOperations {
  readonly #answers = new Map<OperationId, AnsweredOperation>();
  readonly #marks: RecordSet;
  /** False when the database has more than there are marks: it is asked for every id then. */
  readonly #areAllMarked: boolean;

  constructor(marks: SortedNumbers, areAllMarked: boolean) {
    this.#marks = new RecordSet(marks);
    this.#areAllMarked = areAllMarked;
  }

  /** What is left when all answers are let go: the database must have them. */
  folded(): { readonly marks: SortedNumbers; readonly areAllMarked: boolean } {
    this.#forget(0, Number.MAX_SAFE_INTEGER);
    return { marks: this.#marks.numbers(), areAllMarked: this.#areAllMarked };
  }

  get bytes(): number {
    return this.#answers.size * answerBytes + this.#marks.bytes;
  }

  /** The answer, when it is in memory. */
  find(id: OperationId): AnsweredOperation | undefined {
    return this.#answers.get(id);
  }

  /** True when the database may have an answer that memory does not have. */
  mayBeOlder(id: OperationId): boolean {
    return !this.#areAllMarked || (this.#marks.size > 0 && this.#marks.has(markOf(id)));
  }

  note(operation: AnsweredOperation): void {
    this.#answers.set(operation.body.operation, operation);
  }

  /** Lets go of the oldest answers that the database has; what stays of them is a mark. */
  forget(applied: Position): void {
    if (this.#answers.size > answersInMemory) this.#forget(answersInMemory / 2, applied);
  }

  #forget(left: number, applied: number): void {
    const forgotten = new Set<number>();
    for (const [id, { position }] of this.#answers) {
      if (this.#answers.size <= left || position > applied) break;
      this.#answers.delete(id);
      const mark = markOf(id);
      if (!this.#marks.has(mark)) forgotten.add(mark);
    }
    if (forgotten.size > 0) this.#marks.add(sortNumbers([...forgotten]));
  }
}
