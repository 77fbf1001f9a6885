// Operations that the database refused: looked at, tried again as things are now, given up on.
import { randomUUID } from "node:crypto";
import type { Actor, ChangeInput, GroupId, OperationAnswer, OperationId, RecordId, UserId } from "@holdfast/contract";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Holdfast } from "../holdfast.js";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";

const database = testDatabase();
let records: readonly RecordId[] = [];
let bench: TestHoldfast;
let holdfast: Holdfast;
let actor: Actor;

beforeAll(async () => {
  records = await addRecords(database, 10);
});
beforeEach(async () => {
  bench = await createTestHoldfast(database);
  holdfast = await bench.open();
  const [userId] = await addUsers(database, 1);
  actor = { userId: userId as UserId };
});
afterEach(() => bench.cleanUp());

const perform = (change: ChangeInput, ack: "journal" | "database" = "journal"): Promise<OperationAnswer> =>
  holdfast.selections.perform(actor, { operationId: randomUUID() as OperationId, ack, change });
const select = (index: number): ChangeInput => ({ kind: "select", recordId: records[index] as RecordId });

/** What of the actor's waits in quarantine, the earliest first. */
const refusedOperations = async () => (await holdfast.quarantine.list()).filter(({ userId }) => userId === actor.userId);

const storedSelections = () =>
  database.query("select group_id, record_id, note, state from holdfast.selection where owner_id = $1", [actor.userId]);

it("[JO-08, SY-05] a refused operation can be listed, replayed once its reason is gone, and discarded with a reason", async () => {
  await perform(select(0), "database");
  const refuse = "alter table holdfast.selection add constraint no_more check (version < 3) not valid";
  await database.query(refuse);
  await perform({ kind: "bulk_select", recordIds: records.slice(1, 4) });
  await perform(select(5));
  await holdfast.selections.flush(actor.userId);
  const [first, second, ...others] = await refusedOperations();
  expect(others).toEqual([]);
  expect(first).toMatchObject({ userId: actor.userId, kind: "bulk_select", records: 3, sqlState: "23514", resolution: null });
  await expect(holdfast.quarantine.replay(first as never)).rejects.toMatchObject({
    code: "operation_refused",
    details: { data: { sqlState: "23514" } },
  });
  await database.query("alter table holdfast.selection drop constraint no_more");
  expect(await holdfast.quarantine.replay(first as never)).toMatchObject([{ added: 3, durability: "database" }]);
  await holdfast.quarantine.discard(actor, second as never, "A test.");
  expect(await refusedOperations()).toEqual([]);
  expect(await storedSelections()).toHaveLength(4);
  await expect(holdfast.quarantine.discard(actor, second as never, "Again.")).rejects.toMatchObject({ code: "not_found" });
  expect((await holdfast.quarantine.list({ resolved: true })).map(({ resolution }) => resolution)).toContain("discarded");
  const trail = await database.query(
    "select metadata from holdfast.audit_event where user_id = $1 and action = 'quarantine_discarded'",
    [actor.userId],
  );
  expect(trail).toMatchObject([{ metadata: { reason: "A test.", kind: "select" } }]);
});

it.each(["move", "copy"] as const)(
  "[JO-08, SE-01] a refused %s is replayed as one, with the notes that travel along",
  async (kind) => {
    const { groupId } = await perform({ kind: "create_group", name: "Target" });
    const to = groupId as GroupId;
    const recordIds = records.slice(0, 3);
    await perform({ kind: "bulk_select", recordIds });
    await perform({ kind: "select", group: to, recordId: recordIds[2] as RecordId });
    await perform({ kind: "annotate", recordIds, note: "Of the source.", state: "to read" }, "database");
    await database.query(
      `alter table holdfast.selection add constraint not_there check (group_id <> '${to}' or record_id = '${recordIds[2]}') not valid`,
    );
    try {
      await perform({ kind, to, recordIds });
      await holdfast.selections.flush(actor.userId);
    } finally {
      await database.query("alter table holdfast.selection drop constraint not_there");
    }
    const [refused] = await refusedOperations();
    expect(await holdfast.quarantine.replay(refused as never)).toMatchObject([
      { kind, added: 2, removed: kind === "move" ? 3 : 0 },
    ]);
    const stored = await storedSelections();
    expect(stored).toHaveLength(kind === "move" ? 3 : 6);
    const arrived = stored.filter(({ group_id, record_id }) => group_id === to && record_id !== recordIds[2]);
    expect(arrived).toHaveLength(2);
    for (const row of arrived) expect(row).toMatchObject({ note: "Of the source.", state: "to read" });
  },
);
