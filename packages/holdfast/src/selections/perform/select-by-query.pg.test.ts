// Select all that match: what fits goes in whatever its order, and what does not fit is cut off at the end of the titles.
import { randomUUID } from "node:crypto";
import type { ChangeInput, RecordId, UserId } from "@holdfast/contract";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Holdfast } from "../../holdfast.js";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";

const database = testDatabase();
let bench: TestHoldfast;
let holdfast: Holdfast;
let userId: UserId;
let byTitle: readonly RecordId[] = [];

beforeAll(async () => {
  await addRecords(database, 30);
  // The order of the titles is not the one in which the rows lie.
  await database.query("update holdfast.record set title = 'Record ' || md5(title)");
  const rows = await database.query(`select id from holdfast.record order by lower(title) collate "C", id`);
  byTitle = rows.map((row) => row["id"] as RecordId);
});
beforeEach(async () => {
  bench = await createTestHoldfast(database);
  holdfast = await bench.open({ limits: { recordsPerGroup: 12 } });
  [userId] = (await addUsers(database, 1)) as [UserId];
});
afterEach(() => bench.cleanUp());

const perform = (change: ChangeInput) => holdfast.selections.perform({ userId }, { operationId: randomUUID(), change });
const selected = async (): Promise<readonly RecordId[]> =>
  [...((await holdfast.selections.records(userId, "default"))?.recordIds ?? [])].sort() as RecordId[];

it("[SE-07, SE-11] what does not fit into the group is cut off at the end of the titles", async () => {
  await perform({ kind: "select", recordId: byTitle[20] as string });
  expect(await perform({ kind: "bulk_select", query: { filter: {} } })).toMatchObject({ matched: 30, added: 11, overLimit: 18 });
  expect(await selected()).toEqual([...byTitle.slice(0, 11), byTitle[20]].sort());
});

it("[SE-07] all that fit are selected, and taken out again but for the exceptions", async () => {
  const except = byTitle.slice(10);
  expect(await perform({ kind: "bulk_select", query: { filter: {}, except } })).toMatchObject({ added: 10, excluded: 20 });
  expect(await selected()).toEqual(byTitle.slice(0, 10).toSorted());
  const kept = byTitle.slice(0, 3);
  expect(await perform({ kind: "bulk_deselect", query: { filter: {}, except: kept } })).toMatchObject({
    removed: 7,
    notThere: 20,
  });
  expect(await selected()).toEqual(kept.toSorted());
});
