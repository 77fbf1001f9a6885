// Groups as applications use them: real journal, real PostgreSQL.
import { randomUUID } from "node:crypto";
import type { Actor, ChangeInput, GroupId, OperationAnswer, OperationId, RecordId, UserId } from "@holdfast/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Holdfast } from "../holdfast.js";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";

const database = testDatabase();
let records: readonly RecordId[] = [];
let bench: TestHoldfast;
let holdfast: Holdfast;

beforeAll(async () => {
  records = await addRecords(database, 300);
  bench = await createTestHoldfast(database);
  holdfast = await bench.open({ limits: { recordsPerGroup: 120, groupsPerUser: 4 } });
});
afterAll(() => bench.cleanUp());

const operationId = (): OperationId => randomUUID() as OperationId;
const some = (from: number, to: number): RecordId[] => records.slice(from, to);

async function newActor(): Promise<Actor & { perform: (change: ChangeInput, id?: OperationId) => Promise<OperationAnswer> }> {
  const [userId] = await addUsers(database, 1);
  const actor: Actor = {
    userId: userId as UserId,
    sessionId: randomUUID() as never,
    address: "192.0.2.7",
    userAgent: "Test/1.0",
  };
  return { ...actor, perform: (change, id = operationId()) => holdfast.selections.perform(actor, { operationId: id, change }) };
}

/** The rows of a group as the database holds them, by record. */
describe("groups", () => {
  it("[SE-05] create, rename, describe, reorder, delete and make default, with members that stay", async () => {
    const { perform, userId } = await newActor();
    const { groupId } = (await perform({ kind: "create_group", name: "Fire", description: "Hot" })) as { groupId: GroupId };
    await perform({ kind: "bulk_select", group: groupId, recordIds: some(0, 4) });
    await perform({ kind: "rename_group", group: groupId, name: "Fire safety" });
    await perform({ kind: "describe_group", group: groupId, description: "" });
    await perform({ kind: "make_default", group: groupId });
    await perform({ kind: "reorder_groups", order: [groupId] });
    const { groups } = await holdfast.selections.groups(userId);
    expect(
      groups.map(({ name, isDefault, count, place, description }) => ({ name, isDefault, count, place, description })),
    ).toEqual([
      { name: "Fire safety", isDefault: true, count: 4, place: 0, description: null },
      { name: "My selection", isDefault: false, count: 0, place: 1, description: null },
    ]);
    await expect(perform({ kind: "delete_group", group: groupId })).rejects.toMatchObject({ code: "default_group_required" });
    expect(await perform({ kind: "delete_group", group: groups[1]?.id as GroupId })).toMatchObject({ removed: 0 });
    await holdfast.selections.flush(userId);
    const rows = await database.query(
      "select name, is_default, count, version from holdfast.selection_group where owner_id = $1",
      [userId],
    );
    expect(rows).toEqual([{ name: "Fire safety", is_default: true, count: 4, version: "5" }]);
  });

  it("[SE-05] names are unique whatever their case, and two may be swapped", async () => {
    const { perform, userId } = await newActor();
    const a = (await perform({ kind: "create_group", name: "A" })).groupId as GroupId;
    const b = (await perform({ kind: "create_group", name: "B" })).groupId as GroupId;
    await expect(perform({ kind: "rename_group", group: a, name: "b" })).rejects.toMatchObject({ code: "group_name_taken" });
    await Promise.all([
      perform({ kind: "rename_group", group: a, name: "C" }),
      perform({ kind: "rename_group", group: b, name: "A" }),
      perform({ kind: "rename_group", group: a, name: "B" }),
    ]);
    expect(await holdfast.selections.flush(userId)).toMatchObject({ state: "applied" });
    const rows = await database.query("select id, name from holdfast.selection_group where owner_id = $1 and id = any ($2)", [
      userId,
      [a, b],
    ]);
    expect(new Map(rows.map((row) => [row["id"], row["name"]]))).toEqual(
      new Map([
        [a, "B"],
        [b, "A"],
      ]),
    );
  });

  it("[SE-05] exactly one default, by constraint", async () => {
    const { userId, perform } = await newActor();
    await perform({ kind: "create_group", name: "Other" });
    await holdfast.selections.flush(userId);
    await expect(
      database.query("update holdfast.selection_group set is_default = true where owner_id = $1", [userId]),
    ).rejects.toMatchObject({ code: "23505" });
    await expect(database.query("update holdfast.selection set group_id = null")).rejects.toMatchObject({ code: "23502" });
  });

  it("[SE-11] the number of groups is limited in the same step", async () => {
    const { perform } = await newActor();
    const made = await Promise.allSettled(["a", "b", "c", "d", "e"].map((name) => perform({ kind: "create_group", name })));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(made.at(-1)).toMatchObject({ reason: { code: "limit_exceeded" } });
  });

  it("a group of somebody else is as absent as one that never was", async () => {
    const owner = await newActor();
    const { groupId } = await owner.perform({ kind: "create_group", name: "Mine" });
    const stranger = await newActor();
    const refusals = await Promise.allSettled(
      [groupId as GroupId, randomUUID() as GroupId].map((group) =>
        stranger.perform({ kind: "select", group, recordId: records[0] as RecordId }),
      ),
    );
    const [foreign, absent] = refusals.map((refusal) => (refusal as PromiseRejectedResult).reason as Error);
    expect(foreign).toEqual(absent);
    expect(await holdfast.selections.group(stranger.userId, groupId as GroupId)).toBeUndefined();
  });
});
