// Which of a user's own operations can be undone and done again: one entry per gesture, derived from the operations alone (SE-09).
import type { GroupId, OperationId } from "@holdfast/contract";

/** How many gestures can be undone. */
const depth = 100;

/** What people are told of a gesture. */
export interface GestureFacts {
  readonly groupId: GroupId | null;
  /** How many it was about. */
  readonly records: number;
  readonly at: string;
}

export interface Gesture {
  /** The operation that the user made. */
  readonly gesture: OperationId;
  readonly kind: string;
  readonly facts: GestureFacts | undefined;
  /** The operation that did it last: itself, its undo, or its redo. What it did is what is taken back next. */
  readonly by: OperationId;
}

/** What the stack must know of an operation. */
export interface StackedOperation {
  readonly operation: OperationId;
  readonly kind: string;
  readonly changed: boolean;
  /** Of an undo or redo: the gesture that it was about. */
  readonly target: OperationId | undefined;
  readonly facts?: GestureFacts;
}

export class UndoStack {
  #done: Gesture[] = [];
  #undone: Gesture[] = [];

  get size(): number {
    return this.#done.length + this.#undone.length;
  }

  /** Oldest first. */
  of(direction: "undo" | "redo"): readonly Gesture[] {
    return direction === "undo" ? this.#done : this.#undone;
  }

  /** The named gesture, or the newest. */
  find(direction: "undo" | "redo", gesture: OperationId | undefined): Gesture | undefined {
    const items = this.of(direction);
    return gesture === undefined ? items.at(-1) : items.find((item) => item.gesture === gesture);
  }

  /** As it was; oldest first. */
  restore(done: readonly Gesture[], undone: readonly Gesture[]): void {
    this.#done = [...done];
    this.#undone = [...undone];
  }

  /** Follows one operation of the user, in order. One that changed nothing is no gesture; a new gesture ends what could be redone. */
  record({ operation, kind, changed, target, facts }: StackedOperation): void {
    if (kind === "undo" || kind === "redo") return this.#turn(kind, operation, changed, target);
    if (!changed) return;
    this.#undone.length = 0;
    this.#done.push({ gesture: operation, kind, by: operation, facts });
    if (this.#done.length > depth) this.#done.shift();
  }

  /** What could not be undone at all is not offered again, neither for undo nor for redo. */
  #turn(kind: "undo" | "redo", operation: OperationId, changed: boolean, target: OperationId | undefined): void {
    const item = this.of(kind).find(({ gesture }) => gesture === target);
    if (item === undefined) return;
    const rest = (kind === "undo" ? this.#done : this.#undone).filter((other) => other !== item);
    const others = kind === "undo" ? this.#undone : this.#done;
    const turned = changed ? [...others, { ...item, by: operation }].slice(-depth) : others;
    this.#done = kind === "undo" ? rest : turned;
    this.#undone = kind === "undo" ? turned : rest;
  }
}
