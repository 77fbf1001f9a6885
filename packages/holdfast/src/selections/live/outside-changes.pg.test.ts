// Somebody else writes to the tables: memory must not go on showing, or building on, what is no longer there.
import { randomUUID } from "node:crypto";
import type { ChangeInput, RecordId, StreamEvent, UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Holdfast } from "../../holdfast.js";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";

const database = testDatabase();
let bench: TestHoldfast;
let holdfast: Holdfast;
let records: readonly RecordId[] = [];

beforeAll(async () => {
  records = await addRecords(database, 40);
  bench = await createTestHoldfast(database);
  holdfast = await bench.open({ outsideCheckMs: 50 });
});
afterAll(() => bench.cleanUp());

const perform = (userId: UserId, change: ChangeInput) =>
  holdfast.selections.perform({ userId }, { operationId: randomUUID(), change });
const idsOf = async (userId: UserId) => (await holdfast.selections.records(userId, "default"))?.recordIds;

it("[SY-12] rows that are deleted or added by SQL are noticed: memory, count, version, trail and listeners follow", async () => {
  const [userId] = (await addUsers(database, 1)) as unknown as [UserId];
  const { version, groupId } = await perform(userId, { kind: "bulk_select", recordIds: records.slice(0, 5) });
  await holdfast.selections.flush(userId);
  const events: StreamEvent[] = [];
  const listening = await holdfast.selections.subscribe(userId, undefined, (event) => events.push(event));
  await database.query("delete from holdfast.selection where group_id = $1 and record_id = any ($2)", [
    groupId,
    records.slice(0, 2),
  ]);
  await expect.poll(() => idsOf(userId), { timeout: 5000 }).toHaveLength(3);
  const group = await holdfast.selections.group(userId, "default");
  expect(group).toMatchObject({ count: 3, version: version + 1 });
  expect(events).toContainEqual(expect.objectContaining({ type: "reset", reload: ["groups"] }));
  listening.close();
  expect(await perform(userId, { kind: "select", recordId: records[0] as string })).toMatchObject({
    added: 1,
    count: 4,
    version: version + 2,
  });
  await holdfast.selections.flush(userId);
  const [row] = await database.query("select version, count from holdfast.selection_group where id = $1", [groupId]);
  expect(row).toEqual({ version: String(version + 2), count: 4 });
  const trail = await database.query(
    `select action, record_id, metadata ->> 'change' as change, metadata ->> 'by' as by from holdfast.audit_event
     where group_id = $1 and group_version = $2 order by record_id`,
    [groupId, version + 1],
  );
  const gone = records.slice(0, 2).toSorted();
  expect(trail).toEqual(gone.map((record_id) => ({ action: "changed_outside", record_id, change: "removed", by: "postgres" })));
});

it("[SY-12] operations that are under way while the tables are changed lose nothing", async () => {
  const [userId] = (await addUsers(database, 1)) as unknown as [UserId];
  await perform(userId, { kind: "select", recordId: records[39] as string });
  await holdfast.selections.flush(userId);
  const selecting = records.slice(0, 30).map((recordId) => perform(userId, { kind: "select", recordId }));
  await database.query("delete from holdfast.selection where owner_id = $1 and record_id = $2", [userId, records[39]]);
  await Promise.all(selecting);
  await expect
    .poll(async () => [...((await idsOf(userId)) ?? [])].sort(), { timeout: 5000 })
    .toEqual(records.slice(0, 30).sort());
  await holdfast.selections.flush(userId);
  const rows = await database.query("select record_id from holdfast.selection where owner_id = $1 order by record_id", [userId]);
  expect(rows.map((row) => row["record_id"] as string)).toEqual(records.slice(0, 30).sort());
});

it("[SY-12, SE-05] a default group that somebody deleted is replaced by another", async () => {
  const [userId] = (await addUsers(database, 1)) as unknown as [UserId];
  await perform(userId, { kind: "create_group", name: "Second" });
  await holdfast.selections.flush(userId);
  await database.query("delete from holdfast.selection_group where owner_id = $1 and is_default", [userId]);
  await expect
    .poll(async () => (await holdfast.selections.groups(userId)).groups.map(({ name, isDefault }) => [name, isDefault]), {
      timeout: 5000,
    })
    .toEqual([["Second", true]]);
});

it("our own changes are not taken for somebody else's", async () => {
  const [userId] = (await addUsers(database, 1)) as unknown as [UserId];
  await perform(userId, { kind: "bulk_select", recordIds: records.slice(0, 5) });
  await perform(userId, { kind: "clear_all" });
  await holdfast.selections.flush(userId);
  expect(await database.query("select * from holdfast.outside_change where owner_id = $1", [userId])).toEqual([]);
});

it("[SY-12, L-31] truncating, which no trigger could note, is refused to its owner too", async () => {
  for (const table of ["selection", "selection_group"])
    await expect(database.query(`truncate holdfast.${table} cascade`)).rejects.toThrow("Truncating");
});
