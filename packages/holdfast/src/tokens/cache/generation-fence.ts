// Remembers which generation of a row this process has seen, so that a read that began earlier cannot bring an older one back (TK-11).
import type { Clock } from "../../runtime/clock.js";

interface Mark {
  readonly generation: number;
  readonly since: number;
  /** Reads that began before this tick prove nothing, whatever generation they found. */
  readonly doubted: number;
  /** The key under which the row was in memory, where that is not the row itself. */
  readonly key: string | undefined;
}

/** When a read began. */
export interface ReadBegin {
  /** On the monotonic clock. */
  readonly begun: number;
  readonly tick: number;
}

/**
 * Marks stay for `keep` milliseconds after they were raised. A read that took longer than that proves nothing and has to be
 * repeated: so the marks are bounded, and the fence has no gap.
 */
export class GenerationFence {
  readonly #clock: Pick<Clock, "monotonic">;
  readonly #keep: number;
  readonly #marks = new Map<string, Mark>();
  #tick = 0;

  constructor(clock: Pick<Clock, "monotonic">, keep: number) {
    this.#clock = clock;
    this.#keep = keep;
  }

  /** What a read notes when it begins, beside the time. Two reads in one millisecond can differ in it. */
  get tick(): number {
    return this.#tick;
  }

  /** From now on, generations of this row below `generation` are outdated. */
  raise(row: string, generation: number, key?: string): void {
    const known = this.#marks.get(row);
    this.#mark(row, Math.max(known?.generation ?? 0, generation), known?.doubted ?? 0, key);
  }

  keyOf(row: string): string | undefined {
    return this.#marks.get(row)?.key;
  }

  /** Something of this row may have changed: only reads that begin from now on tell what it is. */
  doubt(row: string): void {
    this.#mark(row, this.#marks.get(row)?.generation ?? 0, ++this.#tick);
  }

  /** The same when the row is gone or was changed past us: its generations may begin anew. */
  reset(row: string): void {
    this.#mark(row, 0, ++this.#tick);
  }

  /** Whether a read that began at `begun` and `tick` and found this generation may be believed. */
  admits(row: string, generation: number, { begun, tick }: ReadBegin): boolean {
    if (this.#clock.monotonic() - begun >= this.#keep) return false;
    const mark = this.#marks.get(row);
    return mark === undefined || (generation >= mark.generation && tick >= mark.doubted);
  }

  get size(): number {
    return this.#marks.size;
  }

  #mark(row: string, generation: number, doubted: number, key?: string): void {
    const since = this.#clock.monotonic();
    this.#marks.delete(row);
    this.#marks.set(row, { generation, since, doubted, key });
    this.#forget(since);
  }

  // A mark that is raised again moves to the end, so the oldest are always in front.
  #forget(now: number): void {
    for (const [row, { since }] of this.#marks) {
      if (now - since < this.#keep) return;
      this.#marks.delete(row);
    }
  }
}
