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

beforeAll(async () => {
  records = await addRecords(database, 10);
});
beforeEach(async () => {
  bench = await createTestHoldfast(database);
});
afterEach(() => bench.cleanUp());

const change = (index: number): ChangeInput => ({ kind: "select", recordId: records[index] as RecordId });
const perform = (
  holdfast: Holdfast,
  actor: Actor,
  asked: ChangeInput,
  ack: "journal" | "database" = "journal",
): Promise<OperationAnswer> =>
  holdfast.selections.perform(actor, { operationId: randomUUID() as OperationId, ack, change: asked });

async function newActor(): Promise<Actor> {
  const [userId] = await addUsers(database, 1);
  return { userId: userId as UserId };
}

const rowCount = async (userId: UserId): Promise<number> => {
  const rows = await database.query("select count(*)::int as rows from holdfast.selection where owner_id = $1", [userId]);
  return rows[0]?.["rows"] as number;
};

it("[JO-08, SY-05] can be listed, replayed once its reason is gone, and discarded with a reason", async () => {
  const holdfast = await bench.open();
  const actor = await newActor();
  await perform(holdfast, actor, change(0), "database");
  const refuse = "alter table holdfast.selection add constraint no_more check (version < 3) not valid";
  await database.query(refuse);
  await perform(holdfast, actor, { kind: "bulk_select", recordIds: records.slice(1, 4) });
  await perform(holdfast, actor, change(5));
  await holdfast.selections.flush(actor.userId);
  const own = (await holdfast.quarantine.list()).filter(({ userId }) => userId === actor.userId);
  const [first, second] = own;
  expect(own).toHaveLength(2);
  expect(first).toMatchObject({ userId: actor.userId, kind: "bulk_select", records: 3, sqlState: "23514", resolution: null });
  await expect(holdfast.quarantine.replay(first as never)).rejects.toMatchObject({
    code: "operation_refused",
    details: { data: { sqlState: "23514" } },
  });
  await database.query("alter table holdfast.selection drop constraint no_more");
  expect(await holdfast.quarantine.replay(first as never)).toMatchObject([{ added: 3, durability: "database" }]);
  await holdfast.quarantine.discard(actor, second as never, "A test.");
  expect((await holdfast.quarantine.list()).filter(({ userId }) => userId === actor.userId)).toEqual([]);
  expect(await rowCount(actor.userId)).toBe(4);
  await expect(holdfast.quarantine.discard(actor, second as never, "Again.")).rejects.toMatchObject({ code: "not_found" });
  expect((await holdfast.quarantine.list({ resolved: true })).map(({ resolution }) => resolution)).toContain("discarded");
  const trail = await database.query(
    "select metadata from holdfast.audit_event where user_id = $1 and action = 'quarantine_discarded'",
    [actor.userId],
  );
  expect(trail).toMatchObject([{ metadata: { reason: "A test.", kind: "select" } }]);
});

it.each(["move", "copy"] as const)("[JO-08, SE-01] replays a %s as one, with the notes that travel along", async (kind) => {
  const holdfast = await bench.open();
  const actor = await newActor();
  const { groupId } = await perform(holdfast, actor, { kind: "create_group", name: "Target" });
  const to = groupId as GroupId;
  const recordIds = records.slice(0, 3);
  await perform(holdfast, actor, { kind: "bulk_select", recordIds });
  await perform(holdfast, actor, { kind: "select", group: to, recordId: recordIds[2] as RecordId });
  await perform(holdfast, actor, { kind: "annotate", recordIds, note: "Of the source.", state: "to read" }, "database");
  await database.query(
    `alter table holdfast.selection add constraint not_there check (group_id <> '${to}' or record_id = '${recordIds[2]}') not valid`,
  );
  try {
    await perform(holdfast, actor, { kind, to, recordIds });
    await holdfast.selections.flush(actor.userId);
  } finally {
    await database.query("alter table holdfast.selection drop constraint not_there");
  }
  const [refused] = (await holdfast.quarantine.list()).filter(({ userId }) => userId === actor.userId);
  const moved = kind === "move" ? 3 : 0;
  expect(await holdfast.quarantine.replay(refused as never)).toMatchObject([{ kind, added: 2, removed: moved }]);
  const there = await database.query("select record_id, note, state from holdfast.selection where group_id = $1", [to]);
  const arrived = there.filter(({ record_id }) => record_id !== recordIds[2]);
  expect(arrived).toHaveLength(2);
  for (const row of arrived) expect(row).toMatchObject({ note: "Of the source.", state: "to read" });
  expect(await rowCount(actor.userId)).toBe(kind === "move" ? 3 : 6);
});
