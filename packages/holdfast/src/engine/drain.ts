// Takes operations from the journal into PostgreSQL: continuously, in each user's order, over several lanes at once (SY-01 to SY-05).
import { isHoldfastError, type Position, type UserId } from "@holdfast/contract";
import type { Database } from "../database/index.js";
import { backoffDelay } from "../runtime/backoff.js";
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";
import type { Service } from "../runtime/service.js";
import { type Conservation, type DrainStatus, drainStatus } from "./drain-status.js";
import type { Journal, JournalEntry } from "./journal/index.js";
import { EarlierMoment } from "./lane.js";
import { firstLane, LanePlan } from "./lane-plan.js";
import { type DrainDomain, LaneWorker, type SettlingTimes } from "./lane-worker.js";
import { missingEntries } from "./missing-entries.js";
import { reopenJournal } from "./reopen-journal.js";
import type { LaneState } from "./sql/lock-lanes.js";

export interface DrainOptions<Body> {
  readonly database: Database;
  readonly journal: Pick<Journal<Body>, "id" | "durablePosition" | "lastPosition" | "whenDurable" | "read" | "release">;
  /** Where the journal is, for people. */
  readonly place: string;
  readonly epoch: number;
  /** How many lanes operations that are accepted from now on are divided among. */
  readonly laneCount: number;
  /** What the database has: all lanes of the journal, those of an earlier division too. */
  readonly lanes: readonly LaneState[];
  readonly domain: DrainDomain<Body>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onApplied: (entries: readonly JournalEntry<Body>[]) => void;
  readonly onQuarantined: (entry: JournalEntry<Body>, sqlState: string) => void;
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

/** With a lane of their own for large operations, those that share a lane with others stay short. */
const batchWeight = { alone: 25_000, shared: 5000 } as const;

export class Drain<Body> implements Service {
  readonly name = "drain";
  readonly #options: DrainOptions<Body>;
  readonly #plan: LanePlan;
  readonly #workers = new Map<number, LaneWorker<Body>>();
  readonly #ending = new AbortController();
  readonly #ended = new Promise<void>((resolve) =>
    this.#ending.signal.addEventListener("abort", () => resolve(), { once: true }),
  );
  #running: Promise<void> | undefined;
  readonly #last = { rewinds: 0, lagMs: 0, batchMs: 0 };
  #failures = 0;
  #lastFailure: string | undefined;
  #fenced = false;
  #round = new AbortController();
  /** Somebody has read the database at an earlier moment; resolved when that is mended, or cannot be now. */
  #noticed: Notice | undefined;

  constructor(options: DrainOptions<Body>) {
    this.#options = options;
    this.#plan = new LanePlan(options.laneCount);
    for (const state of options.lanes) this.#addWorker(state);
  }

  /** Everything up to here is committed in PostgreSQL (or quarantined there), of every user. */
  get appliedPosition(): Position {
    let first: number = this.#options.journal.durablePosition + 1;
    for (const { queue } of this.#workers.values()) first = Math.min(first, queue.first?.position ?? first);
    return (first - 1) as Position;
  }

  /** Everything of this user up to here is applied. */
  appliedPositionOf(userId: UserId): Position {
    let first: number = this.#options.journal.durablePosition + 1;
    for (const { queue } of this.#workers.values()) first = Math.min(first, queue.firstOf(userId) ?? first);
    return (first - 1) as Position;
  }

  /** True once a newer process has taken over: nothing is applied any more. */
  get isFenced(): boolean {
    return this.#fenced;
  }

  /** The lane of an operation that is about to be accepted: where this user's last one waits, so that it follows that one. */
  laneFor(userId: UserId, weight: number): number {
    const home = this.#plan.homeOf(userId);
    let lane = this.#plan.isLarge(weight) ? firstLane : home;
    let last = -1;
    for (const { number, queue } of this.#workers.values()) {
      const own = number === home ? undefined : queue.lastOf(userId);
      if (own !== undefined && own > last) [lane, last] = [number, own];
    }
    return lane;
  }

  /** Accepted and not yet applied, of one user, in order. */
  pendingOf(userId: UserId): readonly JournalEntry<Body>[] {
    const pending = [...this.#workers.values()].flatMap(({ queue }) => queue.ofUser(userId));
    return pending.sort((one, other) => one.position - other.position);
  }

  isPending(userId: UserId): boolean {
    for (const { queue } of this.#workers.values()) if (queue.hasUser(userId)) return true;
    return false;
  }

  /** In the order of their positions, each as soon as it was appended. */
  enqueue(entry: JournalEntry<Body>): void {
    this.#worker(this.#options.domain.laneOf(entry.body)).enqueue(entry);
  }

  /** Forgets what was never durable; answers whose it was. */
  discardAfter(position: Position): readonly UserId[] {
    return [...this.#workers.values()].flatMap(({ queue }) => queue.discardAfter(position));
  }

  /** Why the operation at this position is in quarantine; undefined when it was applied, or refused long ago. */
  refusalAt(position: Position): string | undefined {
    for (const worker of this.#workers.values()) {
      const refusal = worker.refusalAt(position);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }

  /** Whether the operation at this position is in the database, or in quarantine there. */
  isApplied(position: Position): boolean {
    return this.#holding(position) === undefined;
  }

  /**
   * Resolves when the operation at this position, and with it everything of its user before it, is in the database (or in quarantine
   * there); false when `patience` milliseconds pass before.
   */
  async whenApplied(position: Position, patience?: number): Promise<boolean> {
    const worker = this.#holding(position);
    if (worker === undefined) return true;
    const reached = worker.whenApplied(position).then(() => true);
    if (patience === undefined) return reached;
    const giveUp = new AbortController();
    const late = this.#options.clock.pause(patience, giveUp.signal).then(() => this.isApplied(position));
    return Promise.race([reached, late]).finally(() => giveUp.abort());
  }

  /** Resolves when everything that this user was accepted until now is applied; others may still wait. */
  async whenUserApplied(userId: UserId, patience?: number): Promise<boolean> {
    const last = this.pendingOf(userId).at(-1);
    return last === undefined || this.whenApplied(last.position, patience);
  }

  /** Where each lane is in the database, as far as this process was told. */
  lanePositions(): ReadonlyMap<number, Position> {
    return new Map([...this.#workers].map(([lane, { position }]) => [lane, position]));
  }

  /**
   * A reader found the database before `lanePositions`. Resolves when what it lacks waits to be applied again, or when that was tried
   * in vain: read again to see which (SY-10).
   */
  async noticeEarlierMoment(): Promise<void> {
    if (this.#fenced || this.#ending.signal.aborted) return;
    this.#noticed ??= createNotice();
    this.#round.abort();
    await Promise.race([this.#noticed.answered, this.#ended]);
  }

  async start(): Promise<void> {
    this.#running ??= this.#run();
  }

  /** A database that is found at an earlier moment meanwhile gives back what was finished: only empty queues are the end. */
  async drain(deadline: number): Promise<boolean> {
    const { clock, journal } = this.#options;
    const end = clock.monotonic() + deadline;
    const last = journal.lastPosition;
    for (;;) {
      const waiting = [...this.#workers.values()].flatMap(
        ({ queue }) => queue.peekWhile(({ position }) => position <= last).at(-1) ?? [],
      );
      const patience = Math.max(0, end - clock.monotonic());
      const done = await Promise.all(waiting.map(({ position }) => this.whenApplied(position, patience)));
      if (!done.every((applied) => applied)) return false;
      if (waiting.length === 0 && (await this.#catchUp())) return true;
      if (clock.monotonic() > end) return false;
    }
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  status(): DrainStatus {
    return drainStatus([...this.#workers.values()], {
      conservation: this.#conservation(),
      rewinds: this.#last.rewinds,
      lastLagMs: this.#last.lagMs,
      lastBatchMs: this.#last.batchMs,
      failures: this.#failures,
      lastFailure: this.#lastFailure,
      fenced: this.#fenced,
    });
  }

  /**
   * Brings the positions of idle lanes to the end of the journal, so that the next start reads nothing twice. False when the database
   * was found at an earlier moment, and there is something to apply again.
   */
  async #catchUp(): Promise<boolean> {
    for (const worker of this.#workers.values()) {
      try {
        await worker.catchUp();
      } catch (error) {
        if (error instanceof EarlierMoment && !this.#fenced) {
          await this.noticeEarlierMoment();
          return false;
        }
        this.#options.log.debug("An idle lane stays where it is.", { lane: worker.number, reason: String(error) });
      }
    }
    return true;
  }

  /** In rounds: what concerns all lanes, such as a database at an earlier moment, is seen to when none of them is at work. */
  async #run(): Promise<void> {
    const { signal } = this.#ending;
    signal.addEventListener("abort", () => this.#round.abort(), { once: true });
    while (!signal.aborted && !this.#fenced) {
      if (this.#noticed !== undefined) await this.#followNotice(this.#noticed);
      else await this.#playRound();
    }
    this.#noticed?.answer();
  }

  async #playRound(): Promise<void> {
    const round = new AbortController();
    this.#round = round;
    const failures: unknown[] = [];
    const work = [...this.#workers.values()].map((worker) =>
      worker.run(round.signal).catch((error: unknown) => {
        failures.push(error);
        round.abort();
      }),
    );
    await Promise.all(work);
    // Of several lanes that failed together the newer process says most.
    const failure = failures.find((error) => isHoldfastError(error, "journal_fenced")) ?? failures[0];
    if (failure !== undefined) await this.#onFailure(failure);
  }

  async #followNotice({ answer }: Notice): Promise<void> {
    try {
      await this.#bringForward();
    } catch (error) {
      await this.#onFailure(error);
    } finally {
      this.#noticed = undefined;
      answer();
    }
  }

  async #onFailure(error: unknown): Promise<void> {
    const { log, clock } = this.#options;
    if (this.#fenced || this.#ending.signal.aborted) return;
    if (error instanceof EarlierMoment) return this.#bringForward().catch((failure: unknown) => this.#onFailure(failure));
    if (isHoldfastError(error, "journal_fenced")) {
      this.#fenced = true;
      log.error("A newer process feeds the database from this journal; this one stops writing.", { reason: error.message });
      return;
    }
    this.#failures += 1;
    this.#lastFailure = error instanceof Error ? error.message : String(error);
    log.warn("The lanes stopped and begin anew.", { reason: this.#lastFailure, failures: this.#failures });
    await clock.pause(backoffDelay(this.#failures, { first: 50, most: 2000 }, clock), this.#ending.signal);
  }

  /** Every lane is taken back to where the database is; what lies between is read from the kept segments and comes first (SY-10). */
  async #bringForward(): Promise<void> {
    const { domain, log, journal } = this.#options;
    const appliedBefore = this.appliedPosition;
    const states = await reopenJournal(this.#options, [...this.#workers.keys()]);
    this.#failures = 0;
    this.#lastFailure = undefined;
    if (states.every(({ lane, position }) => position >= this.#worker(lane).position)) return;
    const missing = new Map<number, JournalEntry<Body>[]>();
    for await (const entry of missingEntries({ journal, laneOf: (body) => domain.laneOf(body) }, states)) {
      const lane = domain.laneOf(entry.body);
      if (this.#workers.get(lane)?.queue.has(entry.position) === true) continue;
      const known = missing.get(lane);
      if (known === undefined) missing.set(lane, [entry]);
      else known.push(entry);
    }
    for (const state of states) this.#worker(state.lane).rewind(state, missing.get(state.lane) ?? []);
    const operations = [...missing.values()].reduce((sum, { length }) => sum + length, 0);
    this.#last.rewinds += 1;
    log.error("The database is at an earlier moment than this process; applied operations are applied again from the journal.", {
      databasePosition: Math.min(...states.map(({ position }) => position)),
      appliedBefore,
      operations,
    });
  }

  #worker(lane: number): LaneWorker<Body> {
    return this.#workers.get(lane) ?? this.#addWorker({ lane, position: 0 as Position, applied: 0, quarantined: 0 });
  }

  #addWorker(state: LaneState): LaneWorker<Body> {
    const { domain } = this.#options;
    const worker = new LaneWorker<Body>(
      {
        ...this.#options,
        positions: () => this.lanePositions(),
        batchWeight: this.#plan.isShared(state.lane) ? batchWeight.shared : batchWeight.alone,
        mustWait: ({ position, body }, lane) => this.#hasEarlier(domain.userOf(body), position, lane),
        onSettled: (entries, times) => this.#onSettled(entries, times),
      },
      state,
    );
    this.#workers.set(state.lane, worker);
    return worker;
  }

  #hasEarlier(userId: UserId, position: Position, except: number): boolean {
    for (const { number, queue } of this.#workers.values()) {
      if (number !== except && (queue.firstOf(userId) ?? position) < position) return true;
    }
    return false;
  }

  #holding(position: Position): LaneWorker<Body> | undefined {
    for (const worker of this.#workers.values()) if (worker.queue.has(position)) return worker;
    return undefined;
  }

  /** Positions have no gaps, so the counts must add up to them. */
  #conservation(): Conservation {
    const { durablePosition: acknowledged, lastPosition } = this.#options.journal;
    let [applied, quarantined, queued] = [0, 0, acknowledged - lastPosition];
    for (const { counts, queue } of this.#workers.values()) {
      applied += counts.applied;
      quarantined += counts.quarantined;
      queued += queue.length;
    }
    const pending = Math.max(0, acknowledged - applied - quarantined);
    return { acknowledged, applied, pending, quarantined, holds: queued === pending };
  }

  #onSettled(settled: readonly JournalEntry<Body>[], times: SettlingTimes): void {
    const { journal, log, onApplied } = this.#options;
    if (settled.length > 0) {
      Object.assign(this.#last, times);
      onApplied(settled);
      // Another lane may wait for one of these.
      for (const worker of this.#workers.values()) worker.wake();
    }
    const behind = Math.min(...this.lanePositions().values()) as Position;
    journal
      .release(behind)
      .catch((error: unknown) => log.warn("Applied journal segments could not be cleared away.", { reason: String(error) }));
  }
}
