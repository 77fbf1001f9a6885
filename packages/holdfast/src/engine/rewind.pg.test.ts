// A database that is found at an earlier moment is brought forward again from the journal.
import { randomUUID } from "node:crypto";
import type { ChangeInput, OperationId, RecordId, UserId } from "@holdfast/contract";
import pg from "pg";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Holdfast } from "../holdfast.js";
import { systemClock } from "../runtime/clock.js";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { LanePlan } from "./lane-plan.js";
import { maxBatchOperations } from "./lane-worker.js";

const database = testDatabase();
let records: readonly RecordId[] = [];
let userId: UserId;
let bench: TestHoldfast;

beforeAll(async () => {
  records = await addRecords(database, 30);
});
beforeEach(async () => {
  bench = await createTestHoldfast(database);
  [userId] = (await addUsers(database, 1)) as [UserId];
});
afterEach(() => bench.cleanUp());

const perform = (holdfast: Holdfast, change: ChangeInput) =>
  holdfast.selections.perform({ userId }, { operationId: randomUUID() as OperationId, change, ack: "database" });
const select = (holdfast: Holdfast, index: number) => perform(holdfast, { kind: "select", recordId: records[index] as RecordId });

const tables = ["selection", "selection_group", "operation", "journal_lane", "journal", "audit_event"];

/** What a dump keeps of the tables that operations change. */
async function remember(): Promise<void> {
  await database.query("create schema kept");
  for (const table of tables) await database.query(`create table kept.${table} as select * from holdfast.${table}`);
}

/** Puts everything back as it was, past triggers and foreign keys, as a restore does. */
async function restore(): Promise<void> {
  const columns =
    "select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute where attrelid = $1::regclass and attnum > 0 and attgenerated = ''";
  const statements = ["set session_replication_role = replica"];
  for (const table of tables) {
    const [row] = await database.query(columns, [`holdfast.${table}`]);
    statements.push(
      `delete from holdfast.${table}`,
      `insert into holdfast.${table} (${row?.["names"]}) select ${row?.["names"]} from kept.${table}`,
    );
  }
  await database.query(`${["begin", ...statements, "commit"].join("; ")}; drop schema kept cascade`);
}

const rowCount = async (): Promise<unknown> =>
  (await database.query("select count(*)::int as rows from holdfast.selection where owner_id = $1", [userId]))[0]?.["rows"];
const auditCount = async (): Promise<unknown> =>
  (
    await database.query("select count(*)::int as rows from holdfast.audit_event where user_id = $1 and record_id is not null", [
      userId,
    ])
  )[0]?.["rows"];

it("[SY-10] at the start: what the database has forgotten is applied again from the kept segments", async () => {
  const before = await bench.open();
  await select(before, 0);
  await remember();
  for (let index = 1; index < 6; index += 1) await select(before, index);
  await before.close();
  await restore();
  expect(await rowCount()).toBe(1);
  const after = await bench.open();
  expect((await after.selections.records(userId, "default"))?.count).toBe(6);
  expect(await after.selections.flush(userId)).toMatchObject({ state: "applied" });
  expect([await rowCount(), await auditCount()]).toEqual([6, 6]);
  expect(after.status().drain.conservation).toMatchObject({ holds: true, pending: 0 });
});

it("[SY-10] while running: the next batch notices and brings the database forward first", async () => {
  const holdfast = await bench.open();
  await select(holdfast, 0);
  await remember();
  for (let index = 1; index < 6; index += 1) await select(holdfast, index);
  await restore();
  await select(holdfast, 6);
  expect([await rowCount(), await auditCount()]).toEqual([7, 7]);
  expect(holdfast.status().drain).toMatchObject({ rewinds: 1, conservation: { holds: true, pending: 0 } });
});

it("[SY-10, SY-11] while running: who is read from the database then is shown all that was acknowledged, without a write", async () => {
  const holdfast = await bench.open();
  await select(holdfast, 0);
  await remember();
  const answers = [];
  for (let index = 1; index < 6; index += 1) answers.push(await select(holdfast, index));
  await holdfast.selections.leave(userId);
  await restore();
  expect(await holdfast.selections.records(userId, "default")).toMatchObject({ count: 6, version: answers.at(-1)?.version });
  expect(await holdfast.selections.flush(userId)).toMatchObject({ state: "applied" });
  expect([await rowCount(), await auditCount()]).toEqual([6, 6]);
  expect(holdfast.status().drain).toMatchObject({ rewinds: 1, failures: 0, conservation: { holds: true, pending: 0 } });
});

it("[SY-10] while running: everybody who asks at once is shown the same, and it is brought forward once", async () => {
  const holdfast = await bench.open();
  await remember();
  for (let index = 0; index < 5; index += 1) await select(holdfast, index);
  await holdfast.selections.leave(userId);
  await restore();
  const shown = await Promise.all([
    holdfast.selections.records(userId, "default"),
    select(holdfast, 2),
    holdfast.selections.group(userId, "default"),
  ]);
  expect(shown.map((each) => each?.count)).toEqual([5, 5, 5]);
  expect(shown[1]).toMatchObject({ added: 0, alreadyThere: 1 });
  expect([await rowCount(), await auditCount()]).toEqual([5, 5]);
  expect(holdfast.status().drain.rewinds).toBe(1);
});

it("[SY-06, SY-10] a stop that comes upon it finishes what every lane was given back, not only what it had waited for", async () => {
  const holdfast = await bench.open();
  const plan = new LanePlan(3);
  const other = (await addUsers(database, 40)).find((each) => plan.homeOf(each) !== plan.homeOf(userId)) as UserId;
  const several = maxBatchOperations * 2;
  await select(holdfast, 0);
  await remember();
  for (let index = 0; index < several; index += 1) {
    const change: ChangeInput = { kind: index % 2 === 0 ? "select" : "deselect", recordId: records[0] as RecordId };
    await holdfast.selections.perform({ userId: other }, { operationId: randomUUID() as OperationId, change });
  }
  await holdfast.selections.flush(other);
  await restore();
  // The other's lane cannot finish before that user is let go.
  const blocker = new pg.Client({ connectionString: database.ownerUrl });
  await blocker.connect();
  try {
    await blocker.query("begin");
    await blocker.query("select from holdfast.app_user where id = $1 for update", [other]);
    const performed = select(holdfast, 1);
    const closed = holdfast.close();
    await systemClock.pause(500);
    await blocker.query("commit");
    await performed;
    expect(await closed).toBe("applied");
  } finally {
    await blocker.end();
  }
  const { conservation } = holdfast.status().drain;
  const [row] = await database.query("select count(*)::int as rows from holdfast.operation where user_id = any($1)", [
    [userId, other],
  ]);
  expect(row?.["rows"]).toBe(conservation.acknowledged);
});

it("[SY-10] a database that has forgotten the journal altogether is given it again from its beginning", async () => {
  await remember();
  const holdfast = await bench.open();
  for (let index = 0; index < 4; index += 1) await select(holdfast, index);
  await restore();
  await select(holdfast, 4);
  expect([await rowCount(), await auditCount()]).toEqual([5, 5]);
});

it("[SY-09, L-25] acknowledged is applied plus pending plus quarantined, across restarts and refusals", async () => {
  const first = await bench.open();
  for (let index = 0; index < 5; index += 1) await select(first, index);
  const { groupId } = await perform(first, { kind: "create_group", name: "Doomed" });
  await database.query("delete from holdfast.selection_group where id = $1", [groupId]);
  await first.selections.perform(
    { userId },
    { operationId: randomUUID(), change: { kind: "select", group: groupId as string, recordId: records[9] as string } },
  );
  await first.selections.flush(userId);
  await first.close();
  const second = await bench.open();
  await select(second, 6);
  const { conservation } = second.status().drain;
  expect(conservation).toEqual({ acknowledged: 9, applied: 8, pending: 0, quarantined: 1, holds: true });
});
