// Remembers which generation of a row this process has seen, so that a read that began earlier cannot bring an older one back (TK-11).
import type { Clock } from "../../runtime/clock.js";

interface Mark {
  readonly generation: number;
  readonly since: number;
}

/**
 * Marks stay for `keep` milliseconds after they were raised. A read that took longer than that proves nothing and has to be
 * repeated: so the marks are bounded, and the fence has no gap.
 */
export class GenerationFence {
  readonly #clock: Pick<Clock, "monotonic">;
  readonly #keep: number;
  readonly #marks = new Map<string, Mark>();

  constructor(clock: Pick<Clock, "monotonic">, keep: number) {
    this.#clock = clock;
    this.#keep = keep;
  }

  /** From now on, generations of this row below `generation` are outdated. */
  raise(row: string, generation: number): void {
    const now = this.#clock.monotonic();
    const known = this.#marks.get(row)?.generation ?? 0;
    this.#marks.delete(row);
    this.#marks.set(row, { generation: Math.max(known, generation), since: now });
    this.#forget(now);
  }

  /** Whether a read that began at `begun` and found this generation may be believed. */
  admits(row: string, generation: number, begun: number): boolean {
    if (this.#clock.monotonic() - begun >= this.#keep) return false;
    return generation >= (this.#marks.get(row)?.generation ?? 0);
  }

  get size(): number {
    return this.#marks.size;
  }

  // A mark that is raised again moves to the end, so the oldest are always in front.
  #forget(now: number): void {
    for (const [row, { since }] of this.#marks) {
      if (now - since < this.#keep) return;
      this.#marks.delete(row);
    }
  }
}
