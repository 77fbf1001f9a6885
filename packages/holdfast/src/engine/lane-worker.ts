// One lane at work: takes its operations from its queue into PostgreSQL, in order, in batches, exactly once (SY-01 to SY-05).
import type { OperationId, Position, UserId } from "@holdfast/contract";
import { isHoldfastError } from "@holdfast/contract";
import type { Queryable } from "../database/index.js";
import { backoffDelay } from "../runtime/backoff.js";
import type { Log } from "../runtime/log.js";
import type { Journal, JournalEntry } from "./journal/index.js";
import { EarlierMoment, Lane, type LaneBatch, type LaneOptions } from "./lane.js";
import { PendingQueue } from "./pending-queue.js";
import { contentRefusal } from "./refusal.js";
import { insertQuarantine } from "./sql/insert-quarantine.js";
import type { LaneState } from "./sql/lock-lanes.js";
import { WaitingLine } from "./waiting-line.js";

/** What the drain must know of a body, told by the room that the body belongs to. */
export interface DrainDomain<Body> {
  userOf(body: Body): UserId;
  operationOf(body: Body): OperationId;
  /** The lane that it was given when it was accepted. */
  laneOf(body: Body): number;
  /** How many rows an operation changes: bounds the size of a batch. */
  weightOf(body: Body): number;
  /** State, audit and versions of these operations, inside the caller's transaction. */
  apply(db: Queryable, entries: readonly JournalEntry<Body>[]): Promise<void>;
  /** What else belongs to the quarantine of an operation, in the same transaction: its audit row, its version. */
  applyRefused(db: Queryable, entry: JournalEntry<Body>, sqlState: string): Promise<void>;
}

export interface SettlingTimes {
  /** Milliseconds that the batch took. */
  readonly batchMs: number;
  /** And how long the first of its operations has waited in all. */
  readonly lagMs: number;
}

export interface LaneWorkerOptions<Body> extends LaneOptions<Body> {
  readonly journal: Pick<Journal<Body>, "id" | "durablePosition" | "whenDurable">;
  readonly domain: DrainDomain<Body>;
  readonly log: Log;
  /** Rows that a batch changes at the most, unless one operation alone changes more. */
  readonly batchWeight: number;
  /** Whether another lane still has something of the same user that comes before. */
  readonly mustWait: (entry: JournalEntry<Body>, lane: number) => boolean;
  readonly onSettled: (entries: readonly JournalEntry<Body>[], times: SettlingTimes) => void;
  readonly onQuarantined: (entry: JournalEntry<Body>, sqlState: string) => void;
}

export const maxBatchOperations = 500;
/** How far, and for how long, an idle lane may stay behind the others: recovery reads the journal from there. */
const idleEntries = 1000;
const idleMs = 1000;
const rememberedRefusals = 10_000;

type Batch<Body> = LaneBatch<JournalEntry<Body>>;

export class LaneWorker<Body> {
  readonly number: number;
  readonly queue: PendingQueue<Body>;
  readonly #options: LaneWorkerOptions<Body>;
  readonly #lane: Lane<Body>;
  readonly #applied: WaitingLine;
  readonly #counts = { applied: 0, quarantined: 0, batches: 0, failures: 0 };
  /** The SQLSTATE of operations that were refused lately, for those who wait to be applied. */
  readonly #refusals = new Map<Position, string>();
  #lastFailure: string | undefined;
  #wake: () => void = () => undefined;
  #advancedAt: number;

  constructor(options: LaneWorkerOptions<Body>, { lane, position, applied, quarantined }: LaneState) {
    this.number = lane;
    this.#options = options;
    this.queue = new PendingQueue((body) => options.domain.userOf(body));
    this.#lane = new Lane(options, lane, position);
    this.#applied = new WaitingLine(position);
    this.#counts.applied = applied;
    this.#counts.quarantined = quarantined;
    this.#advancedAt = options.clock.monotonic();
  }

  /** Everything of this lane up to here is committed. */
  get position(): Position {
    return this.#lane.position;
  }

  get counts(): Readonly<{ applied: number; quarantined: number; batches: number; failures: number }> {
    return this.#counts;
  }

  get lastFailure(): string | undefined {
    return this.#lastFailure;
  }

  get oldestPendingMs(): number {
    const since = this.queue.waitingSince;
    return since === undefined ? 0 : this.#options.clock.monotonic() - since;
  }

  enqueue(entry: JournalEntry<Body>): void {
    this.queue.push(entry, this.#options.clock.monotonic());
    this.wake();
  }

  wake(): void {
    this.#wake();
  }

  /** Why the operation at this position is in quarantine; undefined when it was applied, or refused long ago. */
  refusalAt(position: Position): string | undefined {
    return this.#refusals.get(position);
  }

  whenApplied(position: Position): Promise<void> {
    return this.#applied.wait(position);
  }

  /** The database is at an earlier moment: what it has forgotten comes first. */
  rewind({ position, applied, quarantined }: LaneState, missing: readonly JournalEntry<Body>[]): void {
    this.queue.unsettle(missing, this.#options.clock.monotonic());
    this.#lane.retreat(position);
    this.#applied.retreat(position);
    this.#counts.applied = applied;
    this.#counts.quarantined = quarantined;
  }

  /** Works until the round ends. Throws EarlierMoment and journal_fenced, which are not this lane's alone. */
  async run(round: AbortSignal): Promise<void> {
    const ended = new Promise<void>((resolve) => round.addEventListener("abort", () => resolve(), { once: true }));
    while (!round.aborted) {
      const batch = this.#nextBatch();
      const [first] = batch.entries;
      if (first !== undefined || this.#isBehind(batch.covers)) await this.#apply(batch, round);
      else await this.#rest(ended);
    }
  }

  /** Nothing is left: the position goes to where the journal is. */
  async catchUp(): Promise<void> {
    const { covers } = this.#nextBatch();
    if (this.queue.length === 0 && covers > this.position) await this.#commit({ entries: [], covers });
  }

  /** Nothing is applied that a crash could still take out of the journal, and nothing before what comes before it. */
  async #rest(ended: Promise<void>): Promise<void> {
    const { journal, clock, log } = this.#options;
    const woken = new Promise<void>((resolve) => (this.#wake = resolve));
    const first = this.queue.first;
    if (first === undefined || first.position <= journal.durablePosition) {
      await Promise.race([woken, ended]);
      return;
    }
    const giveUp = new AbortController();
    const durable = journal.whenDurable(first.position).catch(async (error: unknown) => {
      log.debug("The drain waits for the journal.", { reason: String(error) });
      await clock.pause(100, giveUp.signal);
    });
    await Promise.race([durable, ended]).finally(() => giveUp.abort());
  }

  #isBehind(covers: Position): boolean {
    const behind = covers - this.position;
    return behind >= idleEntries || (behind > 0 && this.#options.clock.monotonic() - this.#advancedAt >= idleMs);
  }

  /** From the front of the queue, what is durable and does not wait for another lane. */
  #nextBatch(): Batch<Body> {
    const { journal, domain, batchWeight, mustWait } = this.#options;
    const durable = journal.durablePosition;
    let covers = durable;
    let operations = 0;
    let weight = 0;
    const entries = this.queue.peekWhile((entry) => {
      const next = domain.weightOf(entry.body);
      const isFull = operations >= maxBatchOperations || (operations > 0 && weight + next > batchWeight);
      if (entry.position > durable || isFull || mustWait(entry, this.number)) {
        covers = Math.min(durable, entry.position - 1) as Position;
        return false;
      }
      operations += 1;
      weight += next;
      return true;
    });
    return { entries, covers };
  }

  async #apply(batch: Batch<Body>, round: AbortSignal): Promise<void> {
    const started = this.#options.clock.monotonic();
    try {
      await this.#applyBatch(batch, started);
      this.#counts.failures = 0;
      this.#lastFailure = undefined;
    } catch (error) {
      if (error instanceof EarlierMoment || isHoldfastError(error, "journal_fenced")) throw error;
      await this.#onFailure(error, round);
    }
  }

  async #onFailure(error: unknown, round: AbortSignal): Promise<void> {
    const { log, clock } = this.#options;
    this.#counts.failures += 1;
    this.#lastFailure = error instanceof Error ? error.message : String(error);
    const { failures } = this.#counts;
    log.warn("A batch could not be applied; it will be tried again.", { reason: this.#lastFailure, failures, lane: this.number });
    await clock.pause(backoffDelay(failures, { first: 50, most: 2000 }, clock), round);
  }

  /** A batch whose content is refused is halved until the one operation at fault stands alone; everybody else's is applied. */
  async #applyBatch(batch: Batch<Body>, started: number): Promise<void> {
    try {
      const refused = await this.#commit(batch);
      this.#settle(batch, started);
      for (const { entry, sqlState } of refused) this.#options.onQuarantined(entry, sqlState);
    } catch (error) {
      const refusal = contentRefusal(error);
      if (refusal === undefined) throw error;
      const { entries, covers } = batch;
      const middle = Math.ceil(entries.length / 2);
      const [only, second] = [entries[0], entries[middle]];
      if (only === undefined) throw error;
      if (second === undefined) return this.#quarantine(only, covers, { sqlState: refusal, error, started });
      await this.#applyBatch({ entries: entries.slice(0, middle), covers: (second.position - 1) as Position }, started);
      await this.#applyBatch({ entries: entries.slice(middle), covers }, started);
    }
  }

  /** Answers what turns out to have been put in quarantine before, by a COMMIT whose reply was lost. */
  async #commit(batch: Batch<Body>): Promise<readonly { readonly entry: JournalEntry<Body>; readonly sqlState: string }[]> {
    const refusals = await this.#lane.write(batch, "applied", (db, fresh) => this.#options.domain.apply(db, fresh));
    const states = new Map(refusals.map(({ position, sqlState }) => [position, sqlState]));
    const refused = batch.entries.flatMap((entry) => {
      const sqlState = states.get(entry.position);
      return sqlState === undefined ? [] : [{ entry, sqlState }];
    });
    for (const { entry, sqlState } of refused) this.#noteRefusal(entry.position, sqlState);
    this.#counts.applied += batch.entries.length - refused.length;
    this.#advancedAt = this.#options.clock.monotonic();
    return refused;
  }

  #noteRefusal(position: Position, sqlState: string): void {
    this.#counts.quarantined += 1;
    this.#refusals.set(position, sqlState);
    const [oldest] = this.#refusals.keys();
    if (this.#refusals.size > rememberedRefusals && oldest !== undefined) this.#refusals.delete(oldest);
  }

  async #quarantine(
    entry: JournalEntry<Body>,
    covers: Position,
    { sqlState, error, started }: { readonly sqlState: string; readonly error: unknown; readonly started: number },
  ): Promise<void> {
    const { domain, clock, log, journal, onQuarantined } = this.#options;
    const { position, body: payload } = entry;
    const message = error instanceof Error ? error.message : String(error);
    const operationId = domain.operationOf(payload);
    const batch = { entries: [entry], covers };
    await this.#lane.write(batch, "quarantined", async (db) => {
      const row = { journalId: journal.id, position, userId: domain.userOf(payload), operationId, sqlState, message, payload };
      await insertQuarantine(db, { ...row, at: clock.timestamp() });
      await domain.applyRefused(db, entry, sqlState);
    });
    log.error("The database refused an operation; it is in quarantine.", { position, operationId, sqlState, message });
    this.#noteRefusal(position, sqlState);
    this.#settle(batch, started);
    onQuarantined(entry, sqlState);
  }

  #settle({ entries, covers }: Batch<Body>, started: number): void {
    const last = entries.at(-1);
    const lagMs = this.oldestPendingMs;
    const settled = last === undefined ? [] : this.queue.settle(last.position);
    if (last !== undefined) this.#counts.batches += 1;
    this.#applied.advance(covers);
    this.#options.onSettled(settled, { batchMs: this.#options.clock.monotonic() - started, lagMs });
  }
}
