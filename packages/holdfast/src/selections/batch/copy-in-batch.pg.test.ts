// A copy and what happens to its source, written to the database together.
import { randomUUID } from "node:crypto";
import type { ChangeInput, OperationAnswer, OperationId, UserId } from "@holdfast/contract";
import { expect, it } from "vitest";
import { addRecords, addUsers, createFaultProxy, createTestHoldfast } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";

const database = testDatabase();

it("[SY-04] [SE-01] a copy takes its notes along although its source is emptied in the same batch", async () => {
  const bench = await createTestHoldfast(database);
  const proxy = await createFaultProxy(Number(new URL(database.workerUrl).port));
  const holdfast = await bench.open({
    database: { requestUrl: proxy.url(database.requestUrl), workerUrl: proxy.url(database.workerUrl), connectTimeout: 500 },
  });
  const recordIds = await addRecords(database, 5);
  const [userId] = await addUsers(database, 1);
  const actor = { userId: userId as UserId };
  const perform = (change: ChangeInput, ack: "journal" | "database" = "journal"): Promise<OperationAnswer> =>
    holdfast.selections.perform(actor, { operationId: randomUUID() as OperationId, ack, change });
  const { groupId } = await perform({ kind: "create_group", name: "Copies" }, "database");
  await perform({ kind: "bulk_select", recordIds: [...recordIds] }, "database");
  await proxy.cut();
  await perform({ kind: "annotate", recordIds: [...recordIds], note: "as it was", state: "open" });
  await perform({ kind: "copy", to: groupId as never, recordIds: [...recordIds] });
  await perform({ kind: "clear_all" });
  await proxy.restore();
  await expect.poll(() => holdfast.status().drain.pending, { timeout: 15_000 }).toBe(0);
  const noted = await database.query("select note, state from holdfast.selection where group_id = $1", [groupId]);
  expect(noted).toEqual(recordIds.map(() => ({ note: "as it was", state: "open" })));
  await bench.cleanUp();
  await proxy.close();
});
