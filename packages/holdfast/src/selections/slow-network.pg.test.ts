// F9: the network to the database is slow, swallows everything, or is half open. Nobody waits beyond a deadline, and nothing piles up.
import { randomUUID } from "node:crypto";
import type { RecordId, UserId } from "@holdfast/contract";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Holdfast } from "../holdfast.js";
import { addRecords, addUsers, createFaultProxy, createTestHoldfast, type TestHoldfast } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";

const database = testDatabase();
const [connectTimeout, statementTimeout] = [400, 1200];
/** A connection, a statement, and what a busy machine needs. */
const deadline = connectTimeout + statementTimeout + 4000;

let bench: TestHoldfast;
let proxy: Awaited<ReturnType<typeof createFaultProxy>>;
let holdfast: Holdfast;
let records: readonly RecordId[] = [];
let known: UserId;
beforeEach(async () => {
  records = await addRecords(database, 30);
  bench = await createTestHoldfast(database);
  proxy = await createFaultProxy(Number(new URL(database.workerUrl).port));
  const [requestUrl, workerUrl] = [proxy.url(database.requestUrl), proxy.url(database.workerUrl)];
  holdfast = await bench.open({
    database: { requestUrl, workerUrl, connectTimeout, statementTimeout, poolSize: 4 },
    closeDeadline: 500,
  });
  const [first, another] = (await addUsers(database, 2)) as unknown as [UserId, UserId];
  known = first;
  // The process has met all records, so that naming one asks nobody.
  const change = { kind: "bulk_select" as const, recordIds: [...records] };
  await holdfast.selections.perform({ userId: another }, { operationId: randomUUID(), change });
  await select(0);
  await holdfast.selections.flush(known);
});
afterEach(async () => {
  await proxy.restore();
  await bench.cleanUp();
  await proxy.close();
});

const select = (index: number) =>
  holdfast.selections.perform(
    { userId: known },
    { operationId: randomUUID(), change: { kind: "select", recordId: records[index] as string } },
  );

it("[SY-07] behind a network that swallows everything each of sixty strangers is told within the deadline, and nothing piles up", async () => {
  const strangers = await addUsers(database, 60);
  proxy.blackhole();
  const began = performance.now();
  const told = await Promise.all(
    strangers.map((userId) =>
      holdfast.selections.groups(userId).then(
        () => "answered",
        (error: { readonly code?: string }) => error.code,
      ),
    ),
  );
  expect(new Set(told)).toEqual(new Set(["database_unavailable"]));
  expect(performance.now() - began).toBeLessThan(deadline);
  // Who is in memory writes on meanwhile.
  for (let index = 1; index <= 20; index += 1) expect(await select(index)).toMatchObject({ added: 1, durability: "journal" });
  expect(holdfast.status().database.waiting).toBeLessThan(strangers.length);
  expect(holdfast.status().database.connections).toBeLessThanOrEqual(8);
  proxy.resetAll();
  await proxy.restore();
  await expect.poll(() => holdfast.status().drain.pending, { timeout: 15_000 }).toBe(0);
  expect(holdfast.status().database.waiting).toBe(0);
  expect((await holdfast.selections.groups(strangers[0] as UserId)).groups).toHaveLength(1);
}, 40_000);

it("[SY-01] a network that takes a tenth of a second each way makes the drain late, not wrong, and nobody in memory waits for it", async () => {
  proxy.delay(100);
  const began = performance.now();
  await Promise.all(Array.from({ length: 25 }, (_, index) => select(index + 1)));
  expect(performance.now() - began).toBeLessThan(1500);
  expect(await holdfast.selections.flush(known)).toMatchObject({ state: "applied" });
  proxy.delay(0);
  const rows = await database.query("select record_id from holdfast.selection where owner_id = $1", [known]);
  expect(rows).toHaveLength(26);
}, 40_000);

it("[SY-02, SY-07] connections that are half open are given up, and what was in them is applied once", async () => {
  proxy.blackhole();
  const writing = [1, 2, 3].map((index) => select(index));
  await Promise.all(writing);
  await expect.poll(() => holdfast.status().drain.failures, { timeout: 15_000 }).toBeGreaterThan(0);
  await proxy.restore();
  await expect.poll(() => holdfast.status().drain.pending, { timeout: 15_000 }).toBe(0);
  const trail = await database.query("select record_id from holdfast.audit_event where user_id = $1 and record_id is not null", [
    known,
  ]);
  expect(trail).toHaveLength(4);
}, 40_000);
