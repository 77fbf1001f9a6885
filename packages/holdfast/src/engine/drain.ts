// Takes operations from the journal into PostgreSQL: continuously, in order, in batches, exactly once (SY-01 to SY-05).
import { isHoldfastError, type OperationId, type Position, type UserId } from "@holdfast/contract";
import type { Database, Queryable } from "../database/index.js";
import { backoffDelay } from "../runtime/backoff.js";
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";
import type { Service } from "../runtime/service.js";
import type { Journal, JournalEntry } from "./journal/index.js";
import { EarlierMoment, Lane } from "./lane.js";
import { PendingQueue, type PendingEntry } from "./pending-queue.js";
import { contentRefusal } from "./refusal.js";
import { insertQuarantine } from "./sql/insert-quarantine.js";
import type { LaneState } from "./sql/open-lane.js";
import { WaitingLine } from "./waiting-line.js";

/** What the drain must know of a body, told by the room that the body belongs to. */
export interface DrainDomain<Body> {
  userOf(body: Body): UserId;
  operationOf(body: Body): OperationId;
  /** How many rows an operation changes: bounds the size of a batch. */
  weightOf(body: Body): number;
  /** State, audit and versions of these operations, inside the caller's transaction. */
  apply(db: Queryable, entries: readonly JournalEntry<Body>[]): Promise<void>;
  /** What else belongs to the quarantine of an operation, in the same transaction: its audit row, its version. */
  applyRefused(db: Queryable, entry: JournalEntry<Body>, sqlState: string): Promise<void>;
}

export interface DrainOptions<Body> {
  readonly database: Database;
  readonly journal: Pick<Journal<Body>, "id" | "durablePosition" | "lastPosition" | "whenDurable" | "read" | "release">;
  /** Where the journal is, for people. */
  readonly place: string;
  readonly epoch: number;
  /** What the database has, and how much of it was applied and quarantined. */
  readonly lane: LaneState;
  readonly domain: DrainDomain<Body>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onApplied: (entries: readonly PendingEntry<Body>[]) => void;
  readonly onQuarantined: (entry: PendingEntry<Body>, sqlState: string) => void;
}

export interface DrainStatus {
  readonly pending: number;
  readonly users: number;
  /** Since the journal was begun. */
  readonly applied: number;
  readonly quarantined: number;
  readonly conservation: Conservation;
  /** Times that the database was found at an earlier moment and brought forward again (SY-10). */
  readonly rewinds: number;
  readonly batches: number;
  /** Failures in a row; 0 when healthy. */
  readonly failures: number;
  readonly lastFailure: string | undefined;
  readonly fenced: boolean;
  readonly lastLagMs: number;
  readonly lastBatchMs: number;
  readonly oldestPendingMs: number;
}

/** Every operation that was acknowledged is in exactly one place (SY-09). */
export interface Conservation {
  readonly acknowledged: number;
  readonly applied: number;
  readonly pending: number;
  readonly quarantined: number;
  readonly holds: boolean;
}

interface Notice {
  readonly answered: Promise<void>;
  readonly answer: () => void;
}

function createNotice(): Notice {
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => void (answer = resolve));
  return { answered, answer };
}

export const maxBatchOperations = 500;
const maxBatchWeight = 25_000;
const rememberedRefusals = 10_000;

export class Drain<Body> implements Service {
  readonly name = "drain";
  readonly #options: DrainOptions<Body>;
  readonly #lane: Lane<Body>;
  readonly #queue: PendingQueue<Body>;
  readonly #applied: WaitingLine;
  readonly #ending = new AbortController();
  readonly #ended = new Promise<void>((resolve) =>
    this.#ending.signal.addEventListener("abort", () => resolve(), { once: true }),
  );
  #wake: () => void = () => undefined;
  #running: Promise<void> | undefined;
  readonly #counts = { applied: 0, quarantined: 0, rewinds: 0, batches: 0, failures: 0, lastLagMs: 0, lastBatchMs: 0 };
  /** The SQLSTATE of operations that were refused lately, for those who wait to be applied. */
  readonly #refusals = new Map<Position, string>();
  #lastFailure: string | undefined;
  #fenced = false;
  /** Somebody has read the database at an earlier moment; resolved when that is mended, or cannot be now. */
  #noticed: Notice | undefined;

  constructor(options: DrainOptions<Body>) {
    this.#options = options;
    this.#lane = new Lane(options);
    this.#queue = new PendingQueue((body) => options.domain.userOf(body));
    this.#applied = new WaitingLine(options.lane.position);
    this.#counts.applied = options.lane.applied;
    this.#counts.quarantined = options.lane.quarantined;
  }

  /** Everything up to here is committed in PostgreSQL (or quarantined there). */
  get appliedPosition(): Position {
    return this.#applied.reached;
  }

  /** True once a newer process has taken over: nothing is applied any more. */
  get isFenced(): boolean {
    return this.#fenced;
  }

  /** Accepted and not yet applied, of one user, in order. */
  pendingOf(userId: UserId): readonly JournalEntry<Body>[] {
    return this.#queue.ofUser(userId);
  }

  isPending(userId: UserId): boolean {
    return this.#queue.hasUser(userId);
  }

  enqueue(entry: JournalEntry<Body>): void {
    this.#queue.push({ ...entry, since: this.#options.clock.monotonic() });
    this.#wake();
  }

  /** Forgets what was never durable; answers whose it was. */
  discardAfter(position: Position): readonly UserId[] {
    return this.#queue.discardAfter(position);
  }

  /** Why the operation at this position is in quarantine; undefined when it was applied, or refused long ago. */
  refusalAt(position: Position): string | undefined {
    return this.#refusals.get(position);
  }

  /** Resolves when the position is in the database (or in quarantine there); false when `patience` milliseconds pass before. */
  async whenApplied(position: Position, patience?: number): Promise<boolean> {
    const reached = this.#applied.wait(position).then(() => true);
    if (patience === undefined || position <= this.appliedPosition) return reached;
    const giveUp = new AbortController();
    const late = this.#options.clock.pause(patience, giveUp.signal).then(() => position <= this.appliedPosition);
    return Promise.race([reached, late]).finally(() => giveUp.abort());
  }

  /**
   * A reader found the database before `appliedPosition`. Resolves when what it lacks waits to be applied again, or when that was tried
   * in vain: read again to see which (SY-10).
   */
  async noticeEarlierMoment(): Promise<void> {
    if (this.#fenced || this.#ending.signal.aborted) return;
    this.#noticed ??= createNotice();
    this.#wake();
    await Promise.race([this.#noticed.answered, this.#ended]);
  }

  async start(): Promise<void> {
    this.#running ??= this.#run();
  }

  async drain(deadline: number): Promise<boolean> {
    const last = this.#queue.peekWhile(() => true).at(-1);
    return last === undefined || this.whenApplied(last.position, deadline);
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    this.#wake();
    await this.#running;
  }

  status(): DrainStatus {
    const oldest = this.#queue.first;
    return {
      pending: this.#queue.length,
      users: this.#queue.users,
      ...this.#counts,
      conservation: this.#conservation(),
      lastFailure: this.#lastFailure,
      fenced: this.#fenced,
      oldestPendingMs: oldest === undefined ? 0 : this.#options.clock.monotonic() - oldest.since,
    };
  }

  async #run(): Promise<void> {
    while (!this.#ending.signal.aborted && !this.#fenced) {
      const first = this.#queue.first;
      if (this.#noticed !== undefined) await this.#followNotice(this.#noticed);
      else if (first === undefined) await this.#sleep();
      else if (first.position > this.#options.journal.durablePosition) await this.#untilDurable(first.position);
      else await this.#applyNext();
    }
  }

  async #sleep(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (this.#ending.signal.aborted || this.#queue.length > 0 || this.#noticed !== undefined) resolve();
    });
  }

  /** Nothing is applied that a crash could still take out of the journal. */
  async #untilDurable(position: Position): Promise<void> {
    const durable = this.#options.journal.whenDurable(position).catch(async (error: unknown) => {
      this.#options.log.debug("The drain waits for the journal.", { reason: String(error) });
      await this.#options.clock.pause(100, this.#ending.signal);
    });
    await Promise.race([durable, this.#ended]);
  }

  async #applyNext(): Promise<void> {
    const started = this.#options.clock.monotonic();
    try {
      await this.#applyBatch(this.#nextBatch());
      this.#counts.failures = 0;
      this.#lastFailure = undefined;
      this.#counts.lastBatchMs = this.#options.clock.monotonic() - started;
    } catch (error) {
      await this.#onFailure(error);
    }
  }

  async #onFailure(error: unknown): Promise<void> {
    const { log, clock } = this.#options;
    if (error instanceof EarlierMoment) return this.#bringForward().catch((failure: unknown) => this.#onFailure(failure));
    if (isHoldfastError(error, "journal_fenced")) {
      this.#fenced = true;
      log.error("A newer process feeds the database from this journal; this one stops writing.", { reason: error.message });
      return;
    }
    this.#counts.failures += 1;
    this.#lastFailure = error instanceof Error ? error.message : String(error);
    log.warn("A batch could not be applied; it will be tried again.", {
      reason: this.#lastFailure,
      failures: this.#counts.failures,
    });
    await clock.pause(backoffDelay(this.#counts.failures, { first: 50, most: 2000 }, clock), this.#ending.signal);
  }

  #nextBatch(): readonly PendingEntry<Body>[] {
    const { journal, domain } = this.#options;
    const durable = journal.durablePosition;
    let operations = 0;
    let weight = 0;
    return this.#queue.peekWhile(({ position, body }) => {
      const next = domain.weightOf(body);
      if (position > durable || operations >= maxBatchOperations || (operations > 0 && weight + next > maxBatchWeight))
        return false;
      operations += 1;
      weight += next;
      return true;
    });
  }

  /** A batch whose content is refused is halved until the one operation at fault stands alone; everybody else's is applied. */
  async #applyBatch(batch: readonly PendingEntry<Body>[]): Promise<void> {
    const [only] = batch;
    if (only === undefined) return;
    try {
      await this.#commit(batch);
    } catch (error) {
      const refusal = contentRefusal(error);
      if (refusal === undefined) throw error;
      if (batch.length === 1) return this.#quarantine(only, refusal, error);
      const middle = Math.ceil(batch.length / 2);
      await this.#applyBatch(batch.slice(0, middle));
      await this.#applyBatch(batch.slice(middle));
    }
  }

  async #commit(batch: readonly PendingEntry<Body>[]): Promise<void> {
    await this.#lane.write(batch, "applied", (db, fresh) => this.#options.domain.apply(db, fresh));
    this.#counts.applied += batch.length;
    this.#settle(batch);
  }

  async #quarantine(entry: PendingEntry<Body>, sqlState: string, error: unknown): Promise<void> {
    const { domain, clock, log, journal } = this.#options;
    const { position, body: payload } = entry;
    const message = error instanceof Error ? error.message : String(error);
    const operationId = domain.operationOf(payload);
    await this.#lane.write([entry], "quarantined", async (db) => {
      const row = { journalId: journal.id, position, userId: domain.userOf(payload), operationId, sqlState, message, payload };
      await insertQuarantine(db, { ...row, at: clock.timestamp() });
      await domain.applyRefused(db, entry, sqlState);
    });
    log.error("The database refused an operation; it is in quarantine.", { position, operationId, sqlState, message });
    this.#counts.quarantined += 1;
    this.#refusals.set(position, sqlState);
    const [oldest] = this.#refusals.keys();
    if (this.#refusals.size > rememberedRefusals && oldest !== undefined) this.#refusals.delete(oldest);
    this.#settle([entry]);
    this.#options.onQuarantined(entry, sqlState);
  }

  /** Here and not where it is noticed: no batch is under way. */
  async #followNotice({ answer }: Notice): Promise<void> {
    try {
      await this.#bringForward();
      this.#counts.failures = 0;
    } catch (error) {
      await this.#onFailure(error);
    } finally {
      this.#noticed = undefined;
      answer();
    }
  }

  async #bringForward(): Promise<void> {
    const { clock, log } = this.#options;
    const appliedBefore = this.appliedPosition;
    const { lane, missing } = await this.#lane.bringForward(appliedBefore);
    if (lane.position >= appliedBefore) return;
    const since = clock.monotonic();
    this.#queue.unsettle(missing.map((entry) => ({ ...entry, since })));
    this.#applied.retreat(lane.position);
    this.#counts.applied = lane.applied;
    this.#counts.quarantined = lane.quarantined;
    this.#counts.rewinds += 1;
    log.error("The database is at an earlier moment than this process; applied operations are applied again from the journal.", {
      databasePosition: lane.position,
      appliedBefore,
      operations: missing.length,
    });
  }

  /** Positions have no gaps, so the counts must add up to them. */
  #conservation(): Conservation {
    const { applied, quarantined } = this.#counts;
    const acknowledged = this.#options.journal.durablePosition;
    const settled = applied + quarantined;
    const pending = Math.max(0, acknowledged - settled);
    const queued = this.#queue.length - (this.#options.journal.lastPosition - acknowledged);
    return { acknowledged, applied, pending, quarantined, holds: queued === pending };
  }

  #settle(batch: readonly PendingEntry<Body>[]): void {
    const last = batch.at(-1);
    if (last === undefined) return;
    const settled = this.#queue.settle(last.position);
    this.#counts.batches += 1;
    this.#counts.lastLagMs = this.#options.clock.monotonic() - (settled[0]?.since ?? this.#options.clock.monotonic());
    this.#applied.advance(last.position);
    this.#options.onApplied(settled);
    this.#options.journal
      .release(last.position)
      .catch((error: unknown) =>
        this.#options.log.warn("Applied journal segments could not be cleared away.", { reason: String(error) }),
      );
  }
}
