// For news of which only the latest counts, such as how far the database is: each stream is told once in a while, not every time.

/** Milliseconds; nobody sees the difference, and a busy stream is spared half of its writes. */
const restMs = 100;

export class LatestOnly<Key> {
  readonly #waiting = new Map<Key, () => void>();
  #timer: NodeJS.Timeout | undefined;

  /** Takes the place of what still waits for the same key. */
  add(key: Key, tell: () => void): void {
    this.#waiting.set(key, tell);
    if (this.#timer === undefined) this.#timer = setTimeout(() => this.#tellAll(), restMs).unref();
  }

  forget(key: Key): void {
    this.#waiting.delete(key);
  }

  #tellAll(): void {
    this.#timer = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const tell of waiting) tell();
  }
}
