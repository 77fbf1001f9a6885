// What cannot be read is an error. A list that is empty because reading failed would be taken for the truth by whoever changes it next.
import { randomUUID } from "node:crypto";
import type { RecordId, UserId } from "@holdfast/contract";
import { expect, it } from "vitest";
import { addRecords, addUsers, createFaultProxy, createTestHoldfast } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";

const database = testDatabase();
const unavailable = { code: "database_unavailable" };

it("[SY-07, SE-02, L-03] a read that fails is an error and never an empty list, and the next change takes nothing away", async () => {
  const records: readonly RecordId[] = await addRecords(database, 8);
  const [userId, other] = (await addUsers(database, 2)) as unknown as [UserId, UserId];
  const bench = await createTestHoldfast(database);
  const proxy = await createFaultProxy(Number(new URL(database.workerUrl).port));
  const { selections } = await bench.open({
    database: { requestUrl: proxy.url(database.requestUrl), workerUrl: proxy.url(database.workerUrl), connectTimeout: 500 },
  });
  const select = (index: number) =>
    selections.perform(
      { userId },
      { operationId: randomUUID(), ack: "database", change: { kind: "select", recordId: records[index] as string } },
    );
  for (let index = 0; index < 5; index += 1) await select(index);
  await selections.leave(userId);
  await proxy.cut();
  await expect(selections.groups(userId)).rejects.toMatchObject(unavailable);
  await expect(selections.records(userId, "default")).rejects.toMatchObject(unavailable);
  await expect(selections.memberships(userId, [...records])).rejects.toMatchObject(unavailable);
  await expect(selections.group(other, "default")).rejects.toMatchObject(unavailable);
  await expect(select(5)).rejects.toMatchObject(unavailable);
  await proxy.restore();
  const counted = (): Promise<number> =>
    select(6).then(
      ({ count }) => count,
      () => 0,
    );
  await expect.poll(counted, { timeout: 15_000 }).toBe(6);
  const rows = await database.query("select record_id from holdfast.selection where owner_id = $1", [userId]);
  expect(rows).toHaveLength(6);
  await bench.cleanUp();
  await proxy.close();
});
