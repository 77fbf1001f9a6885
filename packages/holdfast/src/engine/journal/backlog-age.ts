// How long the oldest entry has been waiting for the database, to the second and in constant space (JO-05).

interface Mark {
  /** The first entry of a second. */
  readonly position: number;
  readonly at: number;
}

const markEveryMs = 1000;

export class BacklogAge {
  readonly #marks: Mark[] = [];

  /** An entry gets this position now (milliseconds of the monotonic clock). */
  appended(position: number, now: number): void {
    const last = this.#marks.at(-1);
    if (last === undefined || now - last.at >= markEveryMs) this.#marks.push({ position, at: now });
  }

  /** The database has everything up to `applied`, of all up to `last`. */
  applied(applied: number, last: number): void {
    if (applied >= last) this.#marks.length = 0;
    const passed = this.#marks.findIndex((_, index) => (this.#marks[index + 1]?.position ?? Infinity) > applied + 1);
    this.#marks.splice(0, Math.max(0, passed));
  }

  /** Milliseconds, at most a second too many; 0 when nothing waits. */
  age(now: number): number {
    const oldest = this.#marks[0];
    return oldest === undefined ? 0 : now - oldest.at;
  }
}
