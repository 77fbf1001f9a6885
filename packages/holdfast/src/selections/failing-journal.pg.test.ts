// The journal's disk fails: operations go straight to the database, and back to the journal when it is mended.
import { randomUUID } from "node:crypto";
import type { ChangeInput, RecordId, UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Holdfast } from "../holdfast.js";
import {
  addRecords,
  addUsers,
  createFailingDisk,
  createFaultProxy,
  createTestHoldfast,
  type TestHoldfast,
} from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";

const database = testDatabase();
const disk = createFailingDisk();
let bench: TestHoldfast;
let holdfast: Holdfast;
let records: readonly RecordId[] = [];
let proxy: Awaited<ReturnType<typeof createFaultProxy>>;

beforeAll(async () => {
  records = await addRecords(database, 40);
  bench = await createTestHoldfast(database);
  proxy = await createFaultProxy(Number(new URL(database.workerUrl).port));
  holdfast = await bench.open({
    database: { requestUrl: proxy.url(database.requestUrl), workerUrl: proxy.url(database.workerUrl), connectTimeout: 500 },
    journal: { directory: bench.directory, files: disk.files, patienceMs: 100 },
    flushPatience: 300,
  });
});
afterAll(async () => {
  await bench.cleanUp();
  await proxy.close();
});

const perform = (userId: UserId, change: ChangeInput, operationId: string = randomUUID()) =>
  holdfast.selections.perform({ userId }, { operationId, change });
const select = (userId: UserId, index: number) => perform(userId, { kind: "select", recordId: records[index] as string });
const rowCount = async (userId: UserId): Promise<unknown> =>
  (await database.query("select count(*)::int as rows from holdfast.selection where owner_id = $1", [userId]))[0]?.["rows"];

it("[SY-08] what cannot be journalled is applied in the database before it is acknowledged, in the user's order", async () => {
  const [userId, newcomer] = (await addUsers(database, 2)) as unknown as [UserId, UserId];
  await select(userId, 0);
  disk.fail();
  const answers = await Promise.all([1, 2, 3, 4].map((index) => select(userId, index)));
  expect(answers.map(({ durability }) => durability)).toEqual(["database", "database", "database", "database"]);
  expect(await rowCount(userId)).toBe(5);
  expect(await select(newcomer, 0)).toMatchObject({ durability: "database", count: 1 });
  expect(holdfast.status()).toMatchObject({ ready: false, journal: { usable: false } });
  const operationId = randomUUID();
  const change: ChangeInput = { kind: "clear_all" };
  const first = await perform(userId, change, operationId);
  expect(await perform(userId, change, operationId)).toMatchObject({
    repeated: true,
    removed: first.removed,
    version: first.version,
  });
  expect(await rowCount(userId)).toBe(0);
  disk.mend();
  await expect.poll(() => holdfast.status().journal.usable, { timeout: 10_000 }).toBe(true);
  expect(await select(userId, 7)).toMatchObject({ durability: "journal", count: 1, version: first.version + 1 });
  await holdfast.selections.flush(userId);
  const trail = await database.query("select group_version from holdfast.audit_event where user_id = $1 order by group_version", [
    userId,
  ]);
  expect(trail.map((row) => Number(row["group_version"]))).toEqual(
    Array.from({ length: first.version + 1 }, (_, index) => index + 1),
  );
  expect(holdfast.status().drain.conservation.holds).toBe(true);
});

it("[SY-08] a read that waits for an operation which the journal then drops answers without it", async () => {
  const [userId] = (await addUsers(database, 1)) as unknown as [UserId];
  await select(userId, 0);
  await holdfast.selections.flush(userId);
  disk.fail();
  // Not awaited: memory shows it already, and the journal is about to give up on it.
  const asked = perform(userId, { kind: "create_group", name: "Perhaps" });
  await expect
    .poll(() => holdfast.status().journal.lastPosition > holdfast.status().journal.durablePosition, { interval: 1 })
    .toBe(true);
  expect(await holdfast.selections.records(userId, "default")).toMatchObject({ recordIds: [records[0]] });
  await asked;
  disk.mend();
  await expect.poll(() => holdfast.status().ready, { timeout: 10_000 }).toBe(true);
});

it("[SY-08, L-06] with the database away as well the change is refused in plain words, and nothing is shown", async () => {
  const [userId] = (await addUsers(database, 1)) as unknown as [UserId];
  await select(userId, 0);
  await holdfast.selections.flush(userId);
  disk.fail();
  await proxy.cut();
  await expect(select(userId, 1)).rejects.toMatchObject({
    code: expect.stringMatching(/journal_unusable|database_unavailable/) as string,
  });
  await proxy.restore();
  disk.mend();
  await expect.poll(() => holdfast.status().ready, { timeout: 10_000 }).toBe(true);
  expect(await holdfast.selections.records(userId, "default")).toMatchObject({ recordIds: [records[0]] });
});

it("[SY-03] [SY-08] a process whose turn is over writes nothing around its journal either", async () => {
  const [userId] = (await addUsers(database, 1)) as unknown as [UserId];
  await select(userId, 0);
  await holdfast.selections.flush(userId);
  disk.fail();
  expect(await select(userId, 1)).toMatchObject({ durability: "database" });
  await database.query("update holdfast.journal set epoch = epoch + 1");
  await expect(select(userId, 2)).rejects.toMatchObject({ code: "journal_fenced" });
  expect(await rowCount(userId)).toBe(2);
  disk.mend();
  await holdfast.close(200);
});
