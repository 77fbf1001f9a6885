// History reaches across what somebody else changed in the tables: what was changed, by which login, and when.
import { randomUUID } from "node:crypto";
import type { ChangeInput, GroupId, RecordId, UserId, Version } from "@holdfast/contract";
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
  holdfast = await bench.open({ outsideCheckMs: 20 });
});
afterAll(() => bench.cleanUp());

const some = (from: number, to: number): RecordId[] => records.slice(from, to);
const sorted = (ids: readonly RecordId[] | null | undefined): RecordId[] | null =>
  ids === null || ids === undefined ? null : [...ids].sort();

async function newPerson() {
  const [userId] = (await addUsers(database, 1)) as unknown as [UserId];
  const perform = (change: ChangeInput) => holdfast.selections.perform({ userId }, { operationId: randomUUID(), change });
  const state = async (group: GroupId | "default", version: number) =>
    sorted((await holdfast.selections.groupState(userId, group, { version: version as Version }))?.recordIds);
  /** Statements as superuser, once what was acknowledged is in the tables; resolves when they have been followed. */
  const outside = async (version: number, text: string, ...values: readonly unknown[]): Promise<void> => {
    await holdfast.selections.flush(userId);
    await database.query(text, values);
    const reached = async () => (await holdfast.selections.group(userId, "default"))?.version;
    await expect.poll(reached, { timeout: 10_000, interval: 10 }).toBe(version + 1);
  };
  return { userId, perform, state, outside };
}

it("[SE-14, SY-12] states, differences and restorations reach across an outside change, which says by whom it was made and when", async () => {
  const { userId, perform, state, outside } = await newPerson();
  const { version, groupId } = await perform({ kind: "bulk_select", recordIds: some(0, 6) });
  const before = new Date(Date.now() - 60_000).toISOString();
  await outside(
    version,
    `with gone as (delete from holdfast.selection where owner_id = $1 and record_id = any ($2)),
       noted as (update holdfast.selection set note = 'by hand' where owner_id = $1 and record_id = $3)
     insert into holdfast.selection (group_id, owner_id, record_id, version, created_at, updated_at)
     select id, owner_id, $4, 0, now(), now() from holdfast.selection_group where owner_id = $1`,
    userId,
    some(0, 2),
    records[3],
    records[10],
  );
  await perform({ kind: "bulk_deselect", recordIds: some(4, 5) });
  const last = (await perform({ kind: "bulk_select", recordIds: some(20, 22) })).version;
  expect(await state("default", version)).toEqual(sorted(some(0, 6)));
  expect(await state("default", version + 1)).toEqual(sorted([...some(2, 6), ...some(10, 11)]));
  expect(await state("default", last)).toEqual(sorted([...some(2, 4), ...some(5, 6), ...some(10, 11), ...some(20, 22)]));
  const history = await holdfast.selections.groupHistory(userId, "default", { limit: 9 });
  expect(history?.reachesBack).toBe(1);
  const found = history?.entries.find((entry) => entry.version === version + 1);
  expect(found).toMatchObject({ action: "changed_outside", actorId: null, added: 1, removed: 2, annotated: 1 });
  expect(found?.details).toMatchObject({ by: "postgres", program: expect.any(String), changedAt: expect.any(String) });
  expect(Date.parse(found?.details["changedAt"] as string)).toBeGreaterThan(Date.parse(before));
  const diff = await holdfast.selections.groupDiff(userId, "default", version, last);
  expect([sorted(diff?.added), sorted(diff?.removed)]).toEqual([
    sorted([...some(10, 11), ...some(20, 22)]),
    sorted([...some(0, 2), ...some(4, 5)]),
  ]);
  const past = await holdfast.selections.recordHistory(userId, records[0] as RecordId, { limit: 9 });
  expect(past.entries.map(({ action, change, details }) => [action, change, details["by"]])).toEqual([
    ["changed_outside", "removed", "postgres"],
    ["bulk_select", "added", undefined],
  ]);
  const since = await holdfast.selections.changes(userId, "default", version);
  expect(since).toMatchObject({ reset: false });
  await perform({ kind: "restore_group", group: groupId as GroupId, version });
  expect(sorted((await holdfast.selections.records(userId, "default"))?.recordIds)).toEqual(sorted(some(0, 6)));
});

it("[SE-14, SY-12] what came and went again between two looks is no change, and several statements are one version", async () => {
  const { userId, perform, state, outside } = await newPerson();
  const { version } = await perform({ kind: "bulk_select", recordIds: some(0, 3) });
  await outside(
    version,
    `do $do$ begin
       delete from holdfast.selection where owner_id = '${userId}';
       insert into holdfast.selection (group_id, owner_id, record_id, version, created_at, updated_at)
       select id, owner_id, '${records[0]}', 0, now(), now() from holdfast.selection_group where owner_id = '${userId}';
       insert into holdfast.selection (group_id, owner_id, record_id, version, created_at, updated_at)
       select id, owner_id, '${records[9]}', 0, now(), now() from holdfast.selection_group where owner_id = '${userId}';
       delete from holdfast.selection where owner_id = '${userId}' and record_id = '${records[9]}';
       update holdfast.selection_group set name = 'By hand', description = 'x' where owner_id = '${userId}';
     end $do$`,
  );
  const [entry] = (await holdfast.selections.groupHistory(userId, "default", { limit: 1 }))?.entries ?? [];
  expect(entry).toMatchObject({ version: version + 1, added: 0, removed: 2, annotated: 1 });
  expect(entry?.details).toMatchObject({ features: ["description", "name"] });
  expect(await state("default", version + 1)).toEqual(some(0, 1));
  expect(await database.query("select * from holdfast.outside_effect where owner_id = $1", [userId])).toEqual([]);
});

it("[SE-14, SY-12] a group that somebody deleted or made in the tables has its past, and says so", async () => {
  const { userId, perform, state } = await newPerson();
  const group = (await perform({ kind: "create_group", name: "Doomed" })).groupId as GroupId;
  const { version } = await perform({ kind: "bulk_select", group, recordIds: some(0, 4) });
  await holdfast.selections.flush(userId);
  await database.query("delete from holdfast.selection_group where id = $1", [group]);
  await expect.poll(() => holdfast.selections.group(userId, group), { timeout: 10_000, interval: 10 }).toBeUndefined();
  const [entry] = (await holdfast.selections.groupHistory(userId, group, { limit: 1 }))?.entries ?? [];
  expect(entry).toMatchObject({ version: version + 1, action: "changed_outside", removed: 4, details: { group: "deleted" } });
  expect(await state(group, version)).toEqual(sorted(some(0, 4)));
  expect(await state(group, version + 1)).toEqual([]);
  const made = randomUUID() as GroupId;
  await database.query(
    `insert into holdfast.selection_group (id, owner_user_id, name, place, version, count, created_at, updated_at)
     values ($1, $2, 'Made by hand', 7, 0, 0, now(), now())`,
    [made, userId],
  );
  await expect
    .poll(() => holdfast.selections.group(userId, made), { timeout: 10_000, interval: 10 })
    .toMatchObject({ version: 1 });
  expect((await holdfast.selections.groupHistory(userId, made, { limit: 9 }))?.entries).toMatchObject([
    { version: 1, action: "changed_outside", details: { group: "created", by: "postgres" } },
  ]);
  await perform({ kind: "bulk_select", group: made, recordIds: some(0, 2) });
  expect(await state(made, 1)).toEqual([]);
  expect(await state(made, 2)).toEqual(sorted(some(0, 2)));
});
