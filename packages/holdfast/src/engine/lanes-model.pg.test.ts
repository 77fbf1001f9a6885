// Whatever happens to process, database and number of lanes: each operation is carried out once, and each user's in one order.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OperationId, Position, UserId } from "@holdfast/contract";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { createDatabase, type Database, sqlStateOf } from "../database/index.js";
import { systemClock } from "../runtime/clock.js";
import { silentLog } from "../runtime/log.js";
import { testDatabase } from "../testing/vitest.js";
import { Drain } from "./drain.js";
import { type Feed, openFeed } from "./feed.js";
import { type Journal, openJournal } from "./journal/index.js";
import type { DrainDomain } from "./lane-worker.js";

const database = testDatabase();

/** An operation that leaves one row: the engine knows nothing of what is in a body. */
interface Body {
  readonly lane: number;
  readonly user: UserId;
  readonly operation: OperationId;
  readonly weight: number;
  readonly refused: boolean;
}

const users = Array.from({ length: 5 }, () => systemClock.uuid() as UserId);

beforeAll(async () => {
  await database.query(`
    create table holdfast.carried_out (nth bigserial, journal uuid, position bigint, user_id uuid, check (position > 0));
    grant select, insert on holdfast.carried_out to holdfast_writer;
    grant usage on sequence holdfast.carried_out_nth_seq to holdfast_writer`);
});

const domainOf = (journal: string): DrainDomain<Body> => ({
  userOf: ({ user }) => user,
  operationOf: ({ operation }) => operation,
  laneOf: ({ lane }) => lane,
  weightOf: ({ weight }) => weight,
  apply: async (db, entries) => {
    for (const { position, body } of entries) {
      await db.query({
        name: "carry-out",
        text: "insert into holdfast.carried_out (journal, position, user_id) values ($1, $2, $3)",
        values: [journal, body.refused ? 0 : position, body.user],
      });
    }
  },
  applyRefused: async () => undefined,
});

class Process {
  readonly drain: Drain<Body>;
  readonly #database: Database;
  readonly #journal: Journal<Body>;
  readonly #feed: Feed<Body>;

  private constructor(database: Database, journal: Journal<Body>, feed: Feed<Body>, laneCount: number) {
    this.#database = database;
    this.#journal = journal;
    this.#feed = feed;
    const domain = domainOf(journal.id);
    const [clock, log] = [systemClock, silentLog];
    const { epoch, lanes, unapplied } = feed;
    const onApplied = (): void => undefined;
    const options = { database, journal, place: "here", epoch, laneCount, lanes, domain, clock, log };
    this.drain = new Drain<Body>({ ...options, onApplied, onQuarantined: onApplied });
    for (const entry of unapplied) this.drain.enqueue(entry);
  }

  static async open(directory: string, laneCount: number): Promise<Process> {
    const own = createDatabase({
      requestUrl: database.requestUrl,
      workerUrl: database.workerUrl,
      poolSize: 6,
      statementTimeout: 10_000,
      connectTimeout: 5000,
      preparedStatements: true,
      log: silentLog,
    });
    const [clock, log] = [systemClock, silentLog];
    const journal = await openJournal<Body>({ directory, clock, log, segmentBytes: 64 * 1024 });
    const laneOf = ({ lane }: Body): number => lane;
    const feed = await openFeed<Body>({ database: own, journal, place: "here", laneCount, laneOf, clock, log, patience: 5000 });
    const process = new Process(own, journal, feed, laneCount);
    await process.drain.start();
    return process;
  }

  get journalId(): string {
    return this.#journal.id;
  }

  get lastPosition(): Position {
    return this.#journal.lastPosition;
  }

  accept(user: UserId, weight: number, refused: boolean): Position {
    const lane = this.drain.laneFor(user, weight);
    const body = { lane, user, operation: systemClock.uuid() as OperationId, weight, refused };
    const { position } = this.#journal.append(body);
    this.drain.enqueue({ position, body });
    return position;
  }

  /** Nothing is finished, as when the process is killed between two batches. */
  async crash(): Promise<void> {
    await this.#journal.whenDurable(this.lastPosition);
    this.#database.abandon();
    await this.#close(false);
  }

  async stop(): Promise<boolean> {
    await this.#journal.whenDurable(this.lastPosition);
    const finished = await this.drain.drain(20_000);
    await this.#close(finished);
    return finished;
  }

  async #close(finished: boolean): Promise<void> {
    await this.drain.stop();
    await this.#feed.close(finished).catch(() => undefined);
    await this.#journal.close();
    await this.#database.close();
  }
}

const tables = ["journal", "journal_lane", "carried_out", "quarantine"];

async function remember(): Promise<void> {
  await forget();
  const statements = tables.map((table) => `create table kept.${table} as select * from holdfast.${table}`);
  await database.query(["begin isolation level repeatable read", "create schema kept", ...statements, "commit"].join("; "));
}

const forget = (): Promise<unknown> => database.query("drop schema if exists kept cascade");

/** The database is what it was when it was remembered, in one step; a batch under way may stand in a ring with it. */
async function goBack(): Promise<void> {
  for (;;) {
    try {
      return await tryGoBack();
    } catch (error) {
      if (sqlStateOf(error) !== "40P01") throw error;
    }
  }
}

async function tryGoBack(): Promise<void> {
  const statements = [
    ...tables.map((table) => `lock table holdfast.${table}`),
    ...tables.flatMap((table) => [`delete from holdfast.${table}`, `insert into holdfast.${table} select * from kept.${table}`]),
  ];
  await database.query(["begin", "set local session_replication_role = replica", ...statements, "commit"].join("; "));
}

const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      type: fc.constant("accept" as const),
      user: fc.nat({ max: users.length - 1 }),
      weight: fc.constantFrom(1, 1, 1, 1001, 3000),
      refused: fc.constantFrom(false, false, false, false, false, true),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("flush" as const), user: fc.nat({ max: users.length - 1 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("crash" as const), lanes: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("stop" as const), lanes: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.constant({ type: "remember" as const }) },
  { weight: 1, arbitrary: fc.constant({ type: "goBack" as const }) },
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface Expected {
  readonly user: UserId;
  readonly position: Position;
  readonly refused: boolean;
}

/** Plays the steps, and answers what was accepted and what the database has of it in the end. */
async function play(steps: readonly Step[]) {
  const directory = await mkdtemp(join(tmpdir(), "holdfast-lanes-"));
  const accepted: Expected[] = [];
  let process = await Process.open(directory, 3);
  try {
    await remember();
    for (const each of steps) {
      if (each.type === "accept") {
        const user = users[each.user] as UserId;
        accepted.push({ user, position: process.accept(user, each.weight, each.refused), refused: each.refused });
      } else if (each.type === "flush") {
        const last = process.drain.pendingOf(users[each.user] as UserId).at(-1);
        if (last !== undefined) await process.drain.whenApplied(last.position);
      } else if (each.type === "remember") await remember();
      else if (each.type === "goBack") await goBack();
      else {
        await process[each.type]();
        process = await Process.open(directory, each.lanes);
      }
    }
    // Whatever was forgotten while nothing was written is noticed by the next operation.
    const user = users[0] as UserId;
    accepted.push({ user, position: process.accept(user, 1, false), refused: false });
    const finished = await process.stop();
    return { finished, accepted, ...(await outcome(process.journalId)), drain: process.drain.status() };
  } finally {
    await forget();
    await rm(directory, { recursive: true, force: true });
  }
}

async function outcome(journal: string) {
  const rows = await database.query("select position::int, user_id from holdfast.carried_out where journal = $1 order by nth", [
    journal,
  ]);
  const refused = await database.query("select position::int from holdfast.quarantine where journal_id = $1 order by position", [
    journal,
  ]);
  const lanes = await database.query(
    "select sum(applied)::int as applied, sum(quarantined)::int as quarantined from holdfast.journal_lane where journal_id = $1",
    [journal],
  );
  return { rows, refused: refused.map((row) => row["position"]), lanes };
}

it("[SY-01, SY-02, SY-05, SY-09, SY-10] crashes, restores and other numbers of lanes: everything once, each user in one order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60 }), async (steps) => {
      const { finished, accepted, rows, refused, lanes, drain } = await play(steps);
      const carried = accepted.filter((each) => !each.refused).map(({ position }) => position);
      expect(finished).toBe(true);
      expect(rows.map((row) => row["position"] as number).toSorted((one, other) => one - other)).toEqual(carried);
      expect(refused).toEqual(accepted.filter((each) => each.refused).map(({ position }) => position));
      for (const userId of users) {
        const own = rows.filter((row) => row["user_id"] === userId).map((row) => row["position"] as number);
        expect(own).toEqual(own.toSorted((one, other) => one - other));
      }
      expect(lanes).toEqual([{ applied: carried.length, quarantined: refused.length }]);
      expect(drain.conservation).toMatchObject({ pending: 0, holds: true });
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 120_000);
