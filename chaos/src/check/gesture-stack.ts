// Which of a user's operations can be undone and done again, derived from the operations alone; and what was touched lately.
import type { ChangeInput, GroupId, OperationId } from "@holdfast/contract";
import { type Deed, isNothing } from "./deed.js";

/** How many can be undone. */
const depth = 100;
/** While an undo asks the database, so many operations of the same user may go by. */
const meanwhile = 500;

export interface Gesture {
  readonly gesture: OperationId;
  readonly kind: ChangeInput["kind"];
  /** What was done last: the gesture itself, its undo, or its redo. */
  readonly deed: Deed;
}

interface Followed {
  readonly id: OperationId;
  readonly kind: ChangeInput["kind"];
  readonly deed: Deed;
  /** Of an undo or redo: the gesture that it was about. */
  readonly undone: OperationId | undefined;
}

export class GestureStack {
  #done: readonly Gesture[] = [];
  #undone: readonly Gesture[] = [];
  readonly #lately: Followed[] = [];

  find(direction: "undo" | "redo", gesture: OperationId | undefined): Gesture | undefined {
    return (direction === "undo" ? this.#done : this.#undone).find((item) => item.gesture === gesture);
  }

  follow(followed: Followed): void {
    const { id, kind, deed, undone } = followed;
    this.#lately.push(followed);
    if (this.#lately.length > meanwhile) this.#lately.shift();
    if (kind === "undo" || kind === "redo") return this.#turn(kind, undone, deed);
    if (isNothing(deed)) return;
    this.#done = [...this.#done, { gesture: id, kind, deed }].slice(-depth);
    this.#undone = [];
  }

  /** Records of a group that were annotated, undone or done again a moment ago: an undo that asked before leaves them alone. */
  touchedLately(group: GroupId): ReadonlySet<string> {
    const touching = this.#lately.filter(({ kind }) => kind === "annotate" || kind === "undo" || kind === "redo");
    const effects = touching.flatMap(({ deed }) => deed.effects.filter((effect) => effect.group === group));
    return new Set(
      effects.flatMap(({ added, removed, annotated, reverted }) => [...added, ...removed, ...annotated, ...reverted]),
    );
  }

  /** What could not be undone at all is offered neither again nor for redoing. */
  #turn(kind: "undo" | "redo", gesture: OperationId | undefined, deed: Deed): void {
    const item = this.find(kind, gesture);
    if (item === undefined) return;
    const [from, to] = kind === "undo" ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const rest = from.filter((other) => other !== item);
    const turned = isNothing(deed) ? to : [...to, { ...item, deed }].slice(-depth);
    [this.#done, this.#undone] = kind === "undo" ? [rest, turned] : [turned, rest];
  }
}
