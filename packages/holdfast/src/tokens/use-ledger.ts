// When each token was used last: kept in memory at once, written to the database in batches (TK-06).
import type { TokenId } from "@holdfast/contract";
import type { Clock } from "../runtime/clock.js";

/** The last use of one token. Cache entries hold on to theirs, so that noting a use costs two assignments. */
export interface Use {
  readonly id: TokenId;
  /** Monotonic milliseconds. */
  at: number;
  /** Not yet in the database. */
  pending: boolean;
}

/** What is written of a use. */
export interface DatedUse {
  readonly id: TokenId;
  /** Wall-clock milliseconds. */
  readonly at: number;
}

export class UseLedger {
  readonly #clock: Pick<Clock, "now" | "monotonic">;
  #pending = new Map<TokenId, Use>();
  #writing = new Map<TokenId, Use>();

  constructor(clock: Pick<Clock, "now" | "monotonic">) {
    this.#clock = clock;
  }

  /** The entry to note uses of this token in. */
  entry(id: TokenId): Use {
    return this.#pending.get(id) ?? { id, at: Number.NEGATIVE_INFINITY, pending: false };
  }

  /** `now` on the monotonic clock. */
  note(use: Use, now: number): void {
    use.at = now;
    if (use.pending) return;
    use.pending = true;
    this.#pending.set(use.id, use);
  }

  /** The last use that the database may not know of, in wall-clock milliseconds. */
  lastUse(id: TokenId): number | undefined {
    const use = this.#pending.get(id) ?? this.#writing.get(id);
    return use === undefined ? undefined : this.#wallTime(use.at);
  }

  get pending(): number {
    return this.#pending.size;
  }

  /** Hands everything pending to `write`; what could not be written stays pending. One at a time. */
  async flush(write: (uses: readonly DatedUse[]) => Promise<void>): Promise<void> {
    if (this.#pending.size === 0 || this.#writing.size > 0) return;
    this.#writing = this.#pending;
    this.#pending = new Map();
    const uses = [...this.#writing.values()];
    for (const use of uses) use.pending = false;
    try {
      await write(uses.map(({ id, at }) => ({ id, at: this.#wallTime(at) })));
    } catch (error) {
      for (const use of uses) this.#restore(use);
      throw error;
    } finally {
      this.#writing = new Map();
    }
  }

  #restore(use: Use): void {
    if (this.#pending.has(use.id)) return;
    use.pending = true;
    this.#pending.set(use.id, use);
  }

  #wallTime(monotonic: number): number {
    return this.#clock.now() - (this.#clock.monotonic() - monotonic);
  }
}
