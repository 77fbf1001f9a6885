// Makes appended entries durable, many with one fdatasync, and moves to another segment when one fails (JO-02, JO-04).
import type { HoldfastError, Position } from "@holdfast/contract";
import { backoffDelay } from "../../runtime/backoff.js";
import type { Clock } from "../../runtime/clock.js";
import type { Log } from "../../runtime/log.js";
import { journalGaveUp, journalUnusable } from "./journal-error.js";
import { closingJson, entryJson, LineBuffer } from "./line.js";
import type { Segment } from "./segment.js";
import type { Link } from "./segment-scan.js";

export interface GroupCommitOptions {
  /** The last entry of the journal. */
  readonly end: Link;
  /** A new segment behind the last durable entry, with room for `bytes`. */
  readonly begin: (after: Link, bytes: number) => Promise<Segment>;
  /** A batch is full at this many bytes. */
  readonly batchBytes: number;
  /** How long appended entries wait for a disk that fails, in milliseconds. */
  readonly patienceMs: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly onUsable: (usable: boolean, reason: string | undefined) => void;
}

/** Entries that become durable together. */
class Batch {
  readonly bodies: string[] = [];
  readonly durable: Promise<void>;
  characters = 0;
  resolve: () => void = () => undefined;
  reject: (error: HoldfastError) => void = () => undefined;

  constructor() {
    this.durable = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Whoever waits hears of a failure; that nobody waits is no reason to end the process.
    this.durable.catch(() => undefined);
  }
}

const done = Promise.resolve();
const retry = { first: 50, most: 1000 };

/** The end of this turn of the event loop: everybody whose turn it is has appended by then. */
const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class GroupCommit {
  readonly #options: GroupCommitOptions;
  readonly #lines: LineBuffer;
  readonly #waiting: Batch[] = [];
  /** The batch that is being written; its bytes stay the same in every attempt. */
  #current: { readonly batch: Batch; readonly end: Link } | undefined;
  #segment: Segment | undefined;
  #durable: Link;
  #last: number;
  /** How many entries the last batch had. */
  #lastCount = 0;
  #queuedCharacters = 0;
  #running: Promise<void> | undefined;
  readonly #stop = new AbortController();
  #failures = 0;
  #failingSince = 0;
  #unusable: HoldfastError | undefined;
  #settled: () => void = () => undefined;
  readonly figures = { syncs: 0, appended: 0, failedSyncs: 0, lastSyncMs: 0, maxSyncMs: 0 };

  constructor(options: GroupCommitOptions) {
    this.#options = options;
    this.#lines = new LineBuffer(options.batchBytes);
    this.#durable = options.end;
    this.#last = options.end.position;
  }

  get last(): Position {
    return this.#last as Position;
  }

  get durable(): Position {
    return this.#durable.position as Position;
  }

  /** Why nothing can be appended just now. */
  get unusable(): HoldfastError | undefined {
    return this.#unusable;
  }

  /** About how many bytes wait to be written. */
  get queuedBytes(): number {
    return this.#queuedCharacters;
  }

  /** Resolves when the first segment is open, or could not be opened; it is tried again by itself. */
  start(): Promise<void> {
    const settled = new Promise<void>((resolve) => (this.#settled = resolve));
    this.#wake();
    return settled;
  }

  append(body: string): { readonly position: Position; readonly durable: Promise<void> } {
    if (this.#unusable !== undefined) throw this.#unusable;
    let batch = this.#waiting.at(-1);
    if (batch === undefined || batch.characters >= this.#options.batchBytes) this.#waiting.push((batch = new Batch()));
    batch.bodies.push(body);
    batch.characters += body.length;
    this.#queuedCharacters += body.length;
    this.figures.appended++;
    this.#last++;
    this.#wake();
    return { position: this.last, durable: batch.durable };
  }

  whenDurable(position: Position): Promise<void> {
    let end = this.#durable.position;
    if (position <= end) return done;
    for (const batch of this.#pending()) {
      end += batch.bodies.length;
      if (position <= end) return batch.durable;
    }
    return Promise.reject(this.#unusable ?? journalUnusable(new Error(`position ${position} was not appended`)));
  }

  /** Writes what is queued, says that the journal was closed in good order, and lets go of the file. */
  async stop(closedAt: string): Promise<void> {
    this.#stop.abort();
    await this.#running;
    const segment = this.#segment;
    this.#segment = undefined;
    if (segment === undefined) return;
    try {
      this.#lines.clear();
      this.#lines.add([closingJson(this.durable, closedAt)], this.#durable.crc);
      await segment.append(this.#lines.bytes);
      await segment.close();
    } catch (error) {
      await segment.abandon();
      this.#options.log.warn("The journal could not be closed in good order; the next start looks after it.", { error });
    }
  }

  *#pending(): Generator<Batch> {
    if (this.#current !== undefined) yield this.#current.batch;
    yield* this.#waiting;
  }

  #wake(): void {
    this.#running ??= this.#run();
  }

  /** One attempt after the other: an open segment, then batch after batch, until nothing is left to do. */
  async #run(): Promise<void> {
    await this.#gather();
    while (this.#hasWork()) {
      try {
        const batch = await this.#attempt();
        this.#succeeded();
        batch?.resolve();
      } catch (error) {
        await this.#failed(error);
      }
      await this.#gather();
    }
    this.#running = undefined;
  }

  /**
   * Lets those come in who would share the batch. Whoever was let go by the last one appends again within the same turn, so as many as
   * then are waited for, until the end of the turn at the latest; somebody alone waits for nobody.
   */
  async #gather(): Promise<void> {
    await done;
    const count = this.#waiting[0]?.bodies.length ?? 0;
    if (count > 0 && count < this.#lastCount) await endOfTurn();
  }

  #hasWork(): boolean {
    const pending = this.#current !== undefined || this.#waiting.length > 0;
    return pending || (this.#segment === undefined && !this.#stop.signal.aborted);
  }

  /** The batch that is durable now, if there was one. */
  async #attempt(): Promise<Batch | undefined> {
    this.#current ??= this.#encode(this.#waiting.shift());
    const segment = await this.#segmentFor(this.#lines.bytes.length);
    if (this.#current === undefined) return undefined;
    const begun = this.#options.clock.monotonic();
    await segment.append(this.#lines.bytes);
    this.#count(this.#options.clock.monotonic() - begun);
    const { batch, end } = this.#current;
    this.#lastCount = batch.bodies.length;
    this.#durable = end;
    this.#current = undefined;
    this.#queuedCharacters -= batch.characters;
    return batch;
  }

  #encode(batch: Batch | undefined): { batch: Batch; end: Link } | undefined {
    this.#lines.clear();
    if (batch === undefined) return undefined;
    const { position: synced, crc } = this.#durable;
    const jsons = batch.bodies.map((body, index) => entryJson(synced + 1 + index, synced, body));
    return { batch, end: { position: synced + jsons.length, crc: this.#lines.add(jsons, crc) } };
  }

  async #segmentFor(bytes: number): Promise<Segment> {
    if (this.#segment !== undefined && !this.#segment.hasRoomFor(bytes)) {
      const full = this.#segment;
      this.#segment = undefined;
      await full.close().catch(() => full.abandon());
    }
    return (this.#segment ??= await this.#options.begin(this.#durable, bytes));
  }

  #count(milliseconds: number): void {
    this.figures.syncs++;
    this.figures.lastSyncMs = milliseconds;
    this.figures.maxSyncMs = Math.max(this.figures.maxSyncMs, milliseconds);
  }

  #succeeded(): void {
    this.#failures = 0;
    this.#settled();
    if (this.#unusable === undefined) return;
    this.#unusable = undefined;
    this.#options.log.info("The journal is usable again.", { position: this.durable });
    this.#options.onUsable(true, undefined);
  }

  /**
   * The descriptor that failed is never used again: after a failed fdatasync its pages count as clean and are perhaps
   * nowhere. The first failure is followed by another segment at once; from the second on the journal is unusable.
   */
  async #failed(error: unknown): Promise<void> {
    const { clock, log, patienceMs, onUsable } = this.#options;
    await this.#segment?.abandon();
    this.#segment = undefined;
    this.figures.failedSyncs++;
    if (this.#failures++ === 0) {
      this.#failingSince = clock.monotonic();
      log.error("Writing the journal failed; a new segment is begun.", { error, durablePosition: this.durable });
      return;
    }
    const before = this.#unusable;
    this.#unusable = journalUnusable(error);
    this.#settled();
    if (before === undefined) onUsable(false, this.#unusable.details.what);
    if (clock.monotonic() - this.#failingSince >= patienceMs || this.#stop.signal.aborted) this.#giveUp(error);
    await clock.pause(backoffDelay(this.#failures - 1, retry, clock), this.#stop.signal);
  }

  /**
   * Drops everything that is not durable; its positions are given again. Why not stop for good: the next segment that
   * can be opened begins behind the last durable entry, and with that cuts whatever an abandoned one may hold. So in
   * this process, and after any restart that follows a usable journal, a dropped entry never appears. A crash before
   * that can leave it readable, as it can for any write that was under way; it was never acknowledged, and its
   * operation id makes a repeat harmless. A full disk, the usual case, then heals without a restart.
   */
  #giveUp(error: unknown): void {
    const dropped = [...this.#pending()];
    if (dropped.length === 0) return;
    const refusal = journalGaveUp(error, this.durable, this.last);
    this.#waiting.length = 0;
    this.#current = undefined;
    this.#queuedCharacters = 0;
    this.#last = this.#durable.position;
    this.#options.log.error(refusal.message, refusal.details.data);
    for (const batch of dropped) batch.reject(refusal);
  }
}
