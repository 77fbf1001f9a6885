// Several lanes: a large operation holds nobody else up, one user keeps one order, and nothing is lost whatever becomes of the lanes.
import { randomUUID } from "node:crypto";
import type { ChangeInput, OperationId, RecordId, UserId } from "@holdfast/contract";
import pg from "pg";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Holdfast } from "../holdfast.js";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";

const database = testDatabase();
const many = 1200;
let records: readonly RecordId[] = [];
let bench: TestHoldfast;

beforeAll(async () => {
  records = await addRecords(database, many);
});
beforeEach(async () => {
  bench = await createTestHoldfast(database);
});
afterEach(() => bench.cleanUp());

const perform = (holdfast: Holdfast, userId: UserId, change: ChangeInput, ack: "journal" | "database" = "journal") =>
  holdfast.selections.perform({ userId }, { operationId: randomUUID() as OperationId, change, ack });
const select = (holdfast: Holdfast, userId: UserId, index: number, ack?: "journal" | "database") =>
  perform(holdfast, userId, { kind: "select", recordId: records[index] as RecordId }, ack);
const selectAll = (holdfast: Holdfast, userId: UserId) =>
  perform(holdfast, userId, { kind: "bulk_select", query: { filter: {} } });

/** Signed up, known to memory, and applied. */
async function newUsers(holdfast: Holdfast, count: number): Promise<readonly UserId[]> {
  const users = await addUsers(database, count);
  for (const userId of users) {
    await holdfast.selections.groups(userId);
    await holdfast.selections.flush(userId);
  }
  return users;
}

async function countOf(userId: UserId): Promise<{ readonly rows: number; readonly trail: number }> {
  const [row] = await database.query(
    `select (select count(*)::int from holdfast.selection where owner_id = $1) as rows,
       (select count(*)::int from holdfast.audit_event where user_id = $1 and record_id is not null) as trail`,
    [userId],
  );
  return row as { readonly rows: number; readonly trail: number };
}

/** Another session holds what these users' operations need, until it is let go. */
async function hold(...users: readonly UserId[]): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: database.workerUrl });
  await client.connect();
  await client.query("begin; set local role holdfast_writer; set local holdfast.writer = 'on'");
  await client.query("select from holdfast.selection_group where owner_id = any ($1) for update", [users]);
  return async () => {
    await client.query("rollback");
    await client.end();
  };
}

const workers = async () => (await database.connections()).filter(({ application }) => application === "holdfast worker");

it("[SY-01, SY-06] while a large operation is held up everybody else's are applied, told and flushed", async () => {
  const holdfast = await bench.open();
  const [large, ...others] = (await newUsers(holdfast, 5)) as [UserId, ...UserId[]];
  const release = await hold(large);
  const { position } = await selectAll(holdfast, large);
  for (const [index, userId] of others.entries()) {
    expect(await select(holdfast, userId, index, "database")).toMatchObject({ durability: "database" });
    const flushed = await holdfast.selections.flush(userId);
    expect(flushed.state).toBe("applied");
    expect(flushed.appliedPosition).toBeGreaterThan(position);
  }
  const status = holdfast.status();
  expect(status.journal.appliedPosition).toBe(position - 1);
  expect(status.drain.conservation).toMatchObject({ pending: 1, holds: true });
  expect(status.drain.lanes.map(({ pending }) => pending)).toEqual([1, 0, 0]);
  await release();
  expect(await holdfast.selections.flush(large)).toMatchObject({ state: "applied", position });
  expect(await countOf(large)).toEqual({ rows: many, trail: many });
});

it("[SE-02, SY-04] what a user does before and after a large operation keeps its order", async () => {
  const holdfast = await bench.open();
  const [userId] = (await newUsers(holdfast, 1)) as [UserId];
  const release = await hold(userId);
  await select(holdfast, userId, 0);
  await selectAll(holdfast, userId);
  await perform(holdfast, userId, { kind: "deselect", recordId: records[0] as RecordId });
  await perform(holdfast, userId, { kind: "clear_all" });
  await select(holdfast, userId, 7);
  await release();
  expect(await holdfast.selections.flush(userId)).toMatchObject({ state: "applied" });
  const rows = await database.query(
    `select operation.kind from holdfast.operation operation where operation.user_id = $1 order by operation.position`,
    [userId],
  );
  const versions = await database.query(
    `select distinct group_version::int as version, action, xact::text::int as xact from holdfast.audit_event
     where user_id = $1 order by version`,
    [userId],
  );
  expect(rows.map((row) => row["kind"])).toEqual(["create_group", "select", "bulk_select", "deselect", "clear_all", "select"]);
  expect(versions.map((row) => row["version"])).toEqual([1, 2, 3, 4, 5, 6]);
  const transactions = versions.map((row) => row["xact"] as number);
  expect(transactions).toEqual(transactions.toSorted((one, other) => one - other));
  const [left] = await database.query("select array_agg(record_id) as ids from holdfast.selection where owner_id = $1", [userId]);
  expect(left?.["ids"]).toEqual([records[7]]);
});

it("[SY-02, SY-09, SY-11] the number of lanes may change at every start, with operations waiting in all of them", async () => {
  const before = await bench.open({ lanes: 3 });
  const users = await newUsers(before, 6);
  await before.close();
  let done = 0;
  for (const lanes of [4, 1, 2, 3]) {
    const release = await hold(...users);
    const holdfast = await bench.open({ lanes, database: { ...database, poolSize: 6 }, closeDeadline: 1 });
    for (const userId of users) await select(holdfast, userId, done);
    await selectAll(holdfast, users[done] as UserId);
    for (const userId of users) await select(holdfast, userId, done + 500);
    done += 1;
    expect(await holdfast.close()).toBe("deferred");
    await release();
    // Batches that were cut off while they waited for the holder end before the next one begins.
    await expect.poll(async () => (await workers()).length, { interval: 20, timeout: 15_000 }).toBe(0);
  }
  const after = await bench.open({ lanes: 3 });
  for (const userId of users) expect(await after.selections.flush(userId)).toMatchObject({ state: "applied" });
  const counts = await Promise.all(users.map(countOf));
  expect(counts.slice(0, 4)).toEqual(Array(4).fill({ rows: many, trail: many }));
  expect(counts.slice(4)).toEqual(Array(2).fill({ rows: 8, trail: 8 }));
  expect(after.status().drain.conservation).toMatchObject({ pending: 0, quarantined: 0, holds: true });
}, 60_000);

it("[SY-10] after a clean stop all lanes stand at the end of the journal, so that old segments are not needed by any", async () => {
  const holdfast = await bench.open();
  const [userId] = (await newUsers(holdfast, 1)) as [UserId];
  for (let index = 0; index < 20; index += 1) await select(holdfast, userId, index);
  await holdfast.close();
  const lanes = await database.query(
    "select distinct position::int as position from holdfast.journal_lane where journal_id = (select id from holdfast.journal order by opened_at desc limit 1)",
  );
  expect(lanes).toEqual([{ position: holdfast.status().journal.lastPosition }]);
});
