// Callers that wait until a position is reached, let go in order when it is.
import type { Position } from "@holdfast/contract";

interface Waiter {
  readonly position: Position;
  readonly resolve: () => void;
}

export class WaitingLine {
  #reached: Position;
  #waiters: Waiter[] = [];

  constructor(reached: Position) {
    this.#reached = reached;
  }

  get reached(): Position {
    return this.#reached;
  }

  /** Resolves when the position is reached: at once when it is already. */
  wait(position: Position): Promise<void> {
    if (position <= this.#reached) return Promise.resolve();
    return new Promise((resolve) => {
      const last = this.#waiters.at(-1);
      this.#waiters.push({ position, resolve });
      if (last !== undefined && last.position > position) this.#waiters.sort((a, b) => a.position - b.position);
    });
  }

  advance(position: Position): void {
    if (position <= this.#reached) return;
    this.#reached = position;
    const held = this.#waiters.findIndex((waiter) => waiter.position > position);
    const free = held === -1 ? this.#waiters.splice(0) : this.#waiters.splice(0, held);
    for (const waiter of free) waiter.resolve();
  }

  /** What was reached has been taken back: those who ask from now on wait for it again. */
  retreat(position: Position): void {
    if (position < this.#reached) this.#reached = position;
  }
}
