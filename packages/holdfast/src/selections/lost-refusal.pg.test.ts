// An operation is put in quarantine, and nobody hears of it: the connection dies before the reply to the COMMIT is there.
import { randomUUID } from "node:crypto";
import type { ChangeInput, OperationAnswer, OperationId, StreamEvent, UserId } from "@holdfast/contract";
import { expect, it } from "vitest";
import { addRecords, addUsers, createFaultProxy, createTestHoldfast } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";

const database = testDatabase();

it("[SY-02] [SY-05] a refusal whose reply was lost is a refusal all the same: counted, told, and gone from memory", async () => {
  const bench = await createTestHoldfast(database);
  const proxy = await createFaultProxy(Number(new URL(database.workerUrl).port));
  const holdfast = await bench.open({
    database: { requestUrl: proxy.url(database.requestUrl), workerUrl: proxy.url(database.workerUrl), connectTimeout: 500 },
  });
  const recordIds = await addRecords(database, 3);
  const [userId] = (await addUsers(database, 1)) as [UserId];
  const perform = (change: ChangeInput, ack: "journal" | "database" = "journal"): Promise<OperationAnswer> =>
    holdfast.selections.perform({ userId }, { operationId: randomUUID() as OperationId, ack, change });
  const { groupId } = await perform({ kind: "create_group", name: "Short-lived" }, "database");
  const events: StreamEvent[] = [];
  await holdfast.selections.subscribe(userId, undefined, (event) => events.push(event));
  const applied = holdfast.status().drain.applied;

  await database.query("delete from holdfast.selection_group where id = $1", [groupId]);
  proxy.delay(60);
  const refused = await perform({ kind: "bulk_select", group: groupId as never, recordIds: [...recordIds] });
  await expect
    .poll(() => database.query("select sql_state from holdfast.quarantine where user_id = $1", [userId]), {
      interval: 2,
      timeout: 15_000,
    })
    .toEqual([{ sql_state: "23503" }]);
  proxy.resetAll();
  proxy.delay(0);

  await expect.poll(() => holdfast.status().drain, { timeout: 15_000 }).toMatchObject({ pending: 0, quarantined: 1, applied });
  expect(events).toContainEqual({
    type: "quarantined",
    position: refused.position,
    operationId: refused.operationId,
    sqlState: "23503",
  });
  expect(await holdfast.selections.group(userId, groupId as never)).toBeUndefined();
  await bench.cleanUp();
  await proxy.close();
});
