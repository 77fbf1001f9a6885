// Versions, queries and memberships as applications read them: real journal, real PostgreSQL.
import { randomUUID } from "node:crypto";
import type { Actor, ChangeInput, GroupId, OperationAnswer, OperationId, RecordId, UserId, Version } from "@holdfast/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Holdfast } from "../../holdfast.js";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";

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

async function rowsOf(userId: UserId): Promise<readonly { record_id: RecordId; id: string; name: string }[]> {
  return database.query(
    `select s.record_id, s.id, g.name from holdfast.selection s join holdfast.selection_group g on g.id = s.group_id
     where s.owner_id = $1 order by g.place, s.record_id`,
    [userId],
  );
}

describe("versions", () => {
  it("[SE-06] rise by one for each change and not for a change that changes nothing", async () => {
    const { perform, userId } = await newActor();
    const versions: number[] = [];
    for (const recordId of some(0, 5)) versions.push((await perform({ kind: "select", recordId })).version);
    versions.push((await perform({ kind: "select", recordId: records[0] as RecordId })).version);
    expect(versions).toEqual([2, 3, 4, 5, 6, 6]);
    await holdfast.selections.flush(userId);
    const trail = await database.query(
      "select group_version from holdfast.audit_event where user_id = $1 order by group_version",
      [userId],
    );
    expect(trail.map((row) => Number(row["group_version"]))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("[SE-06] changes since a version come from memory, or from the trail when memory does not reach back", async () => {
    const { perform, userId } = await newActor();
    await perform({ kind: "bulk_select", recordIds: some(0, 5) });
    const { version } = await perform({ kind: "bulk_select", recordIds: some(5, 8) });
    await perform({ kind: "deselect", recordId: records[0] as RecordId });
    await perform({ kind: "select", recordId: records[20] as RecordId });
    await perform({ kind: "deselect", recordId: records[20] as RecordId });
    const expected = { reset: false, added: [], removed: [records[0]], count: 7 };
    expect(await holdfast.selections.changes(userId, "default", version)).toMatchObject(expected);
    await holdfast.selections.leave(userId);
    expect(await holdfast.selections.changes(userId, "default", version)).toMatchObject(expected);
    expect(await holdfast.selections.changes(userId, "default", 99 as Version)).toMatchObject({ reset: true });
  });
});

describe("by query", () => {
  it("[SE-07] select all that match less exceptions, in one step", async () => {
    const { perform, userId } = await newActor();
    const filter = { type: ["Type 1"], yearFrom: 1900, yearTo: 2100 };
    const except = some(0, 2);
    const answer = await perform({ kind: "bulk_select", query: { filter, except } });
    expect(answer).toMatchObject({ matched: 75, excluded: 1, requested: 74, added: 74, alreadyThere: 0, overLimit: 0 });
    expect(await perform({ kind: "bulk_select", query: { filter } })).toMatchObject({
      matched: 75,
      excluded: 0,
      added: 1,
      alreadyThere: 74,
    });
    expect(await perform({ kind: "bulk_deselect", query: { filter } })).toMatchObject({ matched: 75, removed: 75 });
    await holdfast.selections.flush(userId);
    expect(await rowsOf(userId)).toEqual([]);
  });

  it("[SE-08] a guarded change leaves alone what changed since the user looked, and says how many", async () => {
    const { perform, userId } = await newActor();
    const seen = await perform({ kind: "bulk_select", recordIds: some(0, 10) });
    await perform({ kind: "select", recordId: records[50] as RecordId });
    expect(await perform({ kind: "clear_all", seenVersion: seen.version })).toMatchObject({
      removed: 10,
      keptBecauseChanged: 1,
      count: 1,
    });
    expect((await holdfast.selections.records(userId, "default"))?.recordIds).toEqual([records[50]]);
  });
});

describe("membership", () => {
  it("[SE-10] of a page of records in any group in one call", async () => {
    const { perform, userId } = await newActor();
    const { groupId } = await perform({ kind: "create_group", name: "Second" });
    await perform({ kind: "bulk_select", recordIds: some(0, 3) });
    await perform({ kind: "bulk_select", group: groupId as GroupId, recordIds: some(2, 5) });
    const answer = await holdfast.selections.memberships(userId, [...some(1, 4), randomUUID() as RecordId]);
    const byGroup = new Map(answer.groups.map((group) => [group.groupId, [...group.recordIds].sort()]));
    expect(byGroup.get(groupId as GroupId)).toEqual(some(2, 4).sort());
    expect([...byGroup.values()]).toContainEqual(some(1, 3).sort());
  });
});

describe("without waiting", () => {
  it("[SE-10, JO-06] memory shows a change when it is durable, not before, and what was handed out stays as it was", async () => {
    const { perform, userId } = await newActor();
    expect(holdfast.selections.peek(userId)).toBeUndefined();
    await perform({ kind: "bulk_select", recordIds: some(0, 3) });
    const before = holdfast.selections.peek(userId);
    const done = perform({ kind: "deselect", recordId: records[0] as RecordId });
    expect(holdfast.selections.peek(userId)).toBeUndefined();
    await done;
    const after = holdfast.selections.peek(userId);
    expect([before, after].map((seen) => seen?.has(records[0] as RecordId))).toEqual([true, false]);
    expect(before?.records("default")).toMatchObject({ count: 3, version: 2 });
    expect(after?.records("default")).toEqual(await holdfast.selections.records(userId, "default"));
    expect(after?.records("default")).toBe(holdfast.selections.peek(userId)?.records("default"));
    expect([after?.has(randomUUID()), after?.has(records[1] as RecordId, randomUUID()), after?.records(randomUUID())]).toEqual([
      false,
      false,
      undefined,
    ]);
  });
});
