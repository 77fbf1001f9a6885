// The segments of a journal: which are there, what they weigh against the budget, and when the applied ones go (JO-05, SY-10).
import type { Clock } from "../../runtime/clock.js";
import type { Log } from "../../runtime/log.js";
import { BacklogAge } from "./backlog-age.js";
import type { FileSystem } from "./file-system.js";
import { journalFull } from "./journal-error.js";
import type { StoredSegment } from "./recovery.js";
import type { Retention } from "./retention.js";
import type { Segment } from "./segment.js";

export interface ShelfOptions {
  readonly files: FileSystem;
  readonly directory: string;
  readonly budgetBytes: number;
  readonly budgetMs: number;
  readonly retentionMs: number;
  /** What the database has when the journal is opened. */
  readonly verifyAfter: number;
  readonly clock: Clock;
  readonly log: Log;
}

export class SegmentShelf {
  readonly #options: ShelfOptions;
  readonly #retention: Retention;
  readonly #backlog = new BacklogAge();
  /** No longer written, oldest first. */
  #stored: readonly StoredSegment[];
  #active: Segment | undefined;
  #applied: number;
  /** Of stored segments that are not wholly applied. */
  #unappliedBytes = 0;
  #removing: Promise<void> | undefined;

  constructor(stored: readonly StoredSegment[], retention: Retention, options: ShelfOptions) {
    this.#stored = stored;
    this.#retention = retention;
    this.#options = options;
    this.#applied = options.verifyAfter;
    const last = stored.at(-1)?.last ?? 0;
    if (last > this.#applied) this.#backlog.appended(this.#applied + 1, options.clock.monotonic());
    this.#weigh();
  }

  get oldest(): number {
    return this.#stored[0]?.first ?? this.#active?.first ?? 0;
  }

  get count(): number {
    return this.#stored.length + (this.#active === undefined ? 0 : 1);
  }

  get bytes(): number {
    return this.#stored.reduce((sum, { bytes }) => sum + bytes, this.#active?.bytes ?? 0);
  }

  /** What waits for the database, of all entries up to `last`. */
  unappliedBytes(last: number): number {
    return this.#unappliedBytes + (last > this.#applied ? (this.#active?.bytes ?? 0) : 0);
  }

  /** All segments with entries up to `durable`, oldest first. */
  stored(durable: number): readonly StoredSegment[] {
    if (this.#active === undefined) return this.#stored;
    const { path, first, bytes } = this.#active;
    return [...this.#stored, { path, first, last: durable, bytes }];
  }

  /** From now on entries go to `segment`; what older ones hold from its first position on no longer counts. */
  begin(segment: Segment): void {
    const last = segment.first - 1;
    this.#stored = this.stored(last).filter(({ first }) => first <= last);
    this.#active = segment;
    this.#weigh();
  }

  /** Throws `journal_full` when one more entry behind `last` would wait with too much or for too long. */
  checkBudget(last: number, queuedBytes: number): void {
    const { budgetBytes, budgetMs, clock } = this.#options;
    const waiting = this.unappliedBytes(last) + queuedBytes;
    if (waiting >= budgetBytes) {
      throw journalFull(`${waiting} bytes wait for the database, ${budgetBytes} may`, { waitingBytes: waiting, budgetBytes });
    }
    if (budgetMs === Infinity) return;
    const now = clock.monotonic();
    const waitingMs = Math.round(this.#backlog.age(now));
    if (waitingMs >= budgetMs) {
      throw journalFull(`its oldest entry has waited for the database for ${waitingMs} ms, ${budgetMs} are allowed`, {
        waitingMs,
        budgetMs,
      });
    }
    this.#backlog.appended(last + 1, now);
  }

  /** The database has everything up to `applied`, of all up to `last`. */
  async release(applied: number, last: number): Promise<void> {
    this.#applied = applied;
    this.#backlog.applied(applied, last);
    this.#weigh();
    this.#removing ??= this.#removeOld().finally(() => (this.#removing = undefined));
    await this.#removing;
  }

  /**
   * On a full disk the oldest wholly applied segment goes before its time: what is accepted next counts for more than bringing a restored
   * database forward. False when there is none.
   */
  async makeRoom(): Promise<boolean> {
    await this.#removing;
    const [oldest] = this.#stored;
    if (oldest === undefined || oldest.last > this.#applied) return false;
    this.#options.log.warn("The journal's disk is full; its oldest applied segment goes before its retention time.", {
      segment: oldest.path,
    });
    await this.#remove(oldest);
    return true;
  }

  async close(): Promise<void> {
    await this.#removing;
    await this.#retention.save().catch((error: unknown) => this.#options.log.warn("Retention times were not saved.", { error }));
  }

  #weigh(): void {
    const unapplied = this.#stored.filter(({ last }) => last > this.#applied);
    this.#unappliedBytes = unapplied.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Oldest first, and each for good before the next: a crash leaves no hole. */
  async #removeOld(): Promise<void> {
    const { retentionMs, log } = this.#options;
    try {
      let keeping = false;
      for (const segment of this.#stored) {
        if (segment.last > this.#applied) this.#retention.forget(segment.first);
        else keeping = this.#retention.age(segment.first) < retentionMs || keeping;
        keeping ||= segment.last > this.#applied;
        if (!keeping) await this.#remove(segment);
      }
      await this.#retention.saveNowAndThen();
    } catch (error) {
      log.warn("Applied segments of the journal could not be removed; it is tried again.", { error });
    }
  }

  async #remove(segment: StoredSegment): Promise<void> {
    const { files, directory } = this.#options;
    this.#stored = this.#stored.filter((stored) => stored !== segment);
    this.#retention.forget(segment.first);
    await files.remove(segment.path);
    await files.syncDirectory(directory);
  }
}
