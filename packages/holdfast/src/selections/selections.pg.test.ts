// Selections as applications use them: real journal, real PostgreSQL.
import { randomUUID } from "node:crypto";
import type { Actor, ChangeInput, GroupId, OperationAnswer, OperationId, RecordId, StreamEvent, UserId, Version } from "@holdfast/contract";
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
  const actor: Actor = { userId: userId as UserId, sessionId: randomUUID() as never, address: "192.0.2.7", userAgent: "Test/1.0" };
  return { ...actor, perform: (change, id = operationId()) => holdfast.selections.perform(actor, { operationId: id, change }) };
}

/** The rows of a group as the database holds them, by record. */
async function notesOf(groupId: GroupId) {
  const rows = await database.query("select record_id, id, note, state, metadata from holdfast.selection where group_id = $1", [groupId]);
  return new Map(rows.map(({ record_id, ...rest }) => [record_id as RecordId, rest]));
}

async function rowsOf(userId: UserId): Promise<readonly { record_id: RecordId; id: string; name: string }[]> {
  return database.query(
    `select s.record_id, s.id, g.name from holdfast.selection s join holdfast.selection_group g on g.id = s.group_id
     where s.owner_id = $1 order by g.place, s.record_id`,
    [userId],
  );
}

describe("operations", () => {
  it("[SE-01, SE-03] select, deselect, bulk and clear say exactly what happened", async () => {
    const { perform, userId } = await newActor();
    const [first, second] = records as [RecordId, RecordId];
    expect(await perform({ kind: "select", recordId: first })).toMatchObject({ requested: 1, added: 1, alreadyThere: 0, count: 1, repeated: false });
    expect(await perform({ kind: "select", recordId: first })).toMatchObject({ added: 0, alreadyThere: 1, count: 1 });
    const stranger = randomUUID() as RecordId;
    expect(await perform({ kind: "bulk_select", recordIds: [first, second, second, stranger] })).toMatchObject({
      requested: 4, added: 1, alreadyThere: 2, unknown: 1, unknownRecords: [stranger], count: 2, durability: "journal",
    });
    expect(await perform({ kind: "deselect", recordId: stranger })).toMatchObject({ removed: 0, notThere: 1 });
    expect(await perform({ kind: "bulk_deselect", recordIds: [first, stranger] })).toMatchObject({ removed: 1, notThere: 1, count: 1 });
    expect(await perform({ kind: "clear_all" })).toMatchObject({ removed: 1, count: 0 });
    expect(await holdfast.selections.flush(userId)).toMatchObject({ state: "applied" });
    expect(await rowsOf(userId)).toEqual([]);
  });

  it("[SE-01] a repeat of an operation id returns the first answer, also after what came since", async () => {
    const { perform, userId } = await newActor();
    const id = operationId();
    const first = await perform({ kind: "select", recordId: records[5] as RecordId }, id);
    await perform({ kind: "clear_all" });
    const again = await perform({ kind: "select", recordId: records[5] as RecordId }, id);
    expect(again).toEqual({ ...first, repeated: true, durability: again.durability });
    expect((await holdfast.selections.records(userId, "default"))?.count).toBe(0);
  });

  it("[SE-01] twenty simultaneous repeats change once", async () => {
    const { perform, userId } = await newActor();
    const id = operationId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => perform({ kind: "bulk_select", recordIds: some(0, 10) }, id)));
    expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.position)).size).toBe(1);
    expect((await holdfast.selections.group(userId, "default"))?.version).toBe(2);
  });

  it("[SE-01] the same id for another change is refused", async () => {
    const { perform } = await newActor();
    const id = operationId();
    await perform({ kind: "select", recordId: records[0] as RecordId }, id);
    await expect(perform({ kind: "select", recordId: records[1] as RecordId }, id)).rejects.toMatchObject({ code: "operation_reused" });
  });

  it("[SE-02] many writers of one user never erase each other's work", async () => {
    const { perform, userId } = await newActor();
    await Promise.all(some(0, 100).map((recordId) => perform({ kind: "select", recordId })));
    await holdfast.selections.flush(userId);
    expect((await rowsOf(userId)).map((row) => row.record_id).sort()).toEqual(some(0, 100).sort());
  });

  it("[SE-03, SE-11] above the limit the first ones asked for are added and the rest is counted", async () => {
    const { perform, userId } = await newActor();
    expect(await perform({ kind: "bulk_select", recordIds: some(0, 150) })).toMatchObject({ added: 120, overLimit: 30, count: 120 });
    expect(await perform({ kind: "select", recordId: records[200] as RecordId })).toMatchObject({ added: 0, overLimit: 1 });
    expect(new Set((await holdfast.selections.records(userId, "default"))?.recordIds)).toEqual(new Set(some(0, 120)));
  });

  it("refuses a change that makes no sense, names the field, and changes nothing", async () => {
    const { perform, userId } = await newActor();
    await expect(perform({ kind: "select", recordId: "tick" as RecordId })).rejects.toMatchObject({
      code: "invalid_request", details: { fields: [{ path: "change.recordId" }] },
    });
    await expect(perform({ kind: "bulk_select" })).rejects.toMatchObject({ code: "invalid_request" });
    expect((await holdfast.selections.groups(userId)).groups).toMatchObject([{ count: 0 }]);
  });

  it("accepts an id in any spelling and keeps one", async () => {
    const { perform, userId } = await newActor();
    const recordId = records[3] as RecordId;
    await perform({ kind: "select", recordId });
    expect(await perform({ kind: "select", recordId: recordId.toUpperCase() as RecordId })).toMatchObject({ alreadyThere: 1 });
    expect((await holdfast.selections.records(userId, "default"))?.recordIds).toEqual([recordId]);
  });
});

describe("annotations", () => {
  it("[SE-01] note, state and metadata of named records; null clears, absent stays, metadata is merged or replaced", async () => {
    const { perform, userId } = await newActor();
    const [first, second, third] = records as [RecordId, RecordId, RecordId];
    const { groupId } = (await perform({ kind: "bulk_select", recordIds: [first, second] })) as { groupId: GroupId };
    const answer = await perform({ kind: "annotate", recordIds: [first, second, third], note: "Look again", state: "to read", metadata: { a: 1, b: { c: 2 } } });
    expect(answer).toMatchObject({ requested: 3, annotated: 2, notThere: 1, count: 2, version: 3 });
    await perform({ kind: "annotate", recordIds: [first], note: null, metadata: { a: null, d: 4 } });
    await perform({ kind: "annotate", recordIds: [second], state: null, metadata: { e: 5 }, metadataMode: "replace" });
    await holdfast.selections.flush(userId);
    const notes = await notesOf(groupId);
    expect(notes.get(first)).toMatchObject({ note: null, state: "to read", metadata: { b: { c: 2 }, d: 4 } });
    expect(notes.get(second)).toMatchObject({ note: "Look again", state: null, metadata: { e: 5 } });
    const trail = await database.query(
      "select record_id, metadata from holdfast.audit_event where action = 'annotate' and group_id = $1 and group_version = 3", [groupId],
    );
    expect(trail).toHaveLength(2);
    expect(trail[0]?.["metadata"]).toEqual({
      change: "annotated", note: "Look again", noteLength: 10, state: "to read", metadataKeys: ["a", "b"], metadataMode: "merge",
    });
  });

  it("[SE-01, AU-05] a long note is in the trail with its beginning and its length only", async () => {
    const { perform, userId } = await newActor();
    const recordId = records[0] as RecordId;
    await Promise.all([perform({ kind: "select", recordId }), perform({ kind: "annotate", recordIds: [recordId], note: "n".repeat(5000) })]);
    await holdfast.selections.flush(userId);
    const [row] = await database.query("select metadata from holdfast.audit_event where action = 'annotate' and user_id = $1", [userId]);
    expect(row?.["metadata"]).toMatchObject({ note: "n".repeat(200), noteLength: 5000 });
    expect((await holdfast.selections.items(userId, "default", { offset: 0, limit: 1 }))?.items[0]?.note).toHaveLength(5000);
  });

  it("[SE-01] an annotation that sets nothing, or that cannot be kept, is refused", async () => {
    const { perform } = await newActor();
    const recordIds = some(0, 1);
    for (const rest of [{}, { note: "a\0b" }, { metadata: { "a\0": 1 } }, { metadata: { a: "x".repeat(9000) } }, { state: "s".repeat(200) }]) {
      await expect(perform({ kind: "annotate", recordIds, ...rest })).rejects.toMatchObject({ code: "invalid_request" });
    }
  });
});

describe("between groups", () => {
  it("[SE-01, SE-03] a move takes notes along as a new identity, and says what happened to whom", async () => {
    const { perform, userId } = await newActor();
    const from = (await perform({ kind: "bulk_select", recordIds: some(0, 4) })).groupId as GroupId;
    const to = (await perform({ kind: "create_group", name: "Target" })).groupId as GroupId;
    await perform({ kind: "bulk_select", group: to, recordIds: some(3, 4) });
    await perform({ kind: "annotate", recordIds: some(0, 1), note: "Mine", state: "done", metadata: { n: 1 } });
    await holdfast.selections.flush(userId);
    const before = await notesOf(from);
    const answer = await perform({ kind: "move", to, recordIds: [...some(0, 2), ...some(3, 5)] });
    expect(answer).toMatchObject({ groupId: to, requested: 4, added: 2, alreadyThere: 1, removed: 3, notThere: 1, count: 3, version: 3 });
    await holdfast.selections.flush(userId);
    expect([...(await notesOf(from)).keys()]).toEqual(some(2, 3));
    const after = await notesOf(to);
    const [moved] = records as [RecordId];
    expect(after.get(moved)).toMatchObject({ note: "Mine", state: "done", metadata: { n: 1 } });
    expect(after.get(moved)?.["id"]).not.toBe(before.get(moved)?.["id"]);
    const trail = await database.query(
      "select group_id, metadata->>'change' as change, count(*)::int as rows from holdfast.audit_event where operation_id = $1 group by 1, 2 order by 2",
      [answer.operationId],
    );
    expect(trail).toEqual([
      { group_id: to, change: "added", rows: 2 },
      { group_id: from, change: "removed", rows: 3 },
    ]);
    const rows = await database.query("select id, count, version from holdfast.selection_group where id = any ($1) order by count", [[from, to]]);
    expect(rows).toEqual([{ id: from, count: 1, version: "4" }, { id: to, count: 3, version: "3" }]);
  });

  it("[SE-01, SY-04] everything at once lands in order: select, annotate, copy, annotate again, move, deselect", async () => {
    const { perform, userId } = await newActor();
    const to = (await perform({ kind: "create_group", name: "Target" })).groupId as GroupId;
    const third = (await perform({ kind: "create_group", name: "Third" })).groupId as GroupId;
    const [recordId] = records as [RecordId];
    const recordIds = [recordId];
    await Promise.all([
      perform({ kind: "select", recordId }),
      perform({ kind: "annotate", recordIds, note: "first" }),
      perform({ kind: "copy", to, recordIds }),
      perform({ kind: "annotate", recordIds, note: "second", state: "s" }),
      perform({ kind: "move", to: third, recordIds }),
      perform({ kind: "annotate", group: to, recordIds, state: "t" }),
      perform({ kind: "deselect", group: third, recordId }),
      perform({ kind: "select", recordId }),
    ]);
    expect(await holdfast.selections.flush(userId)).toMatchObject({ state: "applied" });
    expect((await notesOf(to)).get(recordId)).toMatchObject({ note: "first", state: "t" });
    expect((await notesOf(third)).size).toBe(0);
    expect((await rowsOf(userId)).filter((row) => row.name === "My selection")).toHaveLength(1);
    expect((await database.query("select note from holdfast.selection where owner_id = $1 and note is not null", [userId])).length).toBe(1);
  });

  it("[SE-11] what does not fit stays where it was", async () => {
    const { perform } = await newActor();
    const to = (await perform({ kind: "create_group", name: "Full" })).groupId as GroupId;
    await perform({ kind: "bulk_select", group: to, recordIds: some(0, 119) });
    await perform({ kind: "bulk_select", recordIds: some(150, 153) });
    expect(await perform({ kind: "move", to, recordIds: some(150, 153) })).toMatchObject({ added: 1, removed: 1, overLimit: 2, count: 120 });
    await expect(perform({ kind: "move", to: "default", recordIds: some(150, 151) })).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("[SE-01, RT-01] listeners hear of both groups, and of annotations", async () => {
    const { perform, userId } = await newActor();
    const to = (await perform({ kind: "create_group", name: "Target" })).groupId as GroupId;
    const from = (await perform({ kind: "bulk_select", recordIds: some(0, 2) })).groupId as GroupId;
    const events: StreamEvent[] = [];
    const live = await holdfast.selections.subscribe(userId, undefined, (event) => events.push(event));
    await perform({ kind: "move", to, recordIds: some(0, 1) });
    await perform({ kind: "annotate", recordIds: some(1, 2), state: "x" });
    live.close();
    expect(events.filter((event) => event.type === "selection")).toMatchObject([
      { groupId: from, version: 3, count: 1, added: [], removed: some(0, 1) },
      { groupId: to, version: 2, count: 1, added: some(0, 1), removed: [] },
      { groupId: from, version: 4, count: 1, added: [], removed: [], annotated: some(1, 2) },
    ]);
  });
});

describe("identity", () => {
  it("[SE-04] a selection keeps its id and time; selecting again after deselecting makes a new one", async () => {
    const { perform, userId } = await newActor();
    const recordId = records[9] as RecordId;
    await perform({ kind: "select", recordId });
    await holdfast.selections.flush(userId);
    const [first] = await rowsOf(userId);
    await perform({ kind: "bulk_select", recordIds: some(8, 12) });
    await holdfast.selections.flush(userId);
    expect((await rowsOf(userId)).find((row) => row.record_id === recordId)?.id).toBe(first?.id);
    await Promise.all([perform({ kind: "deselect", recordId }), perform({ kind: "select", recordId })]);
    await holdfast.selections.flush(userId);
    const last = (await rowsOf(userId)).find((row) => row.record_id === recordId);
    expect(last).toBeDefined();
    expect(last?.id).not.toBe(first?.id);
  });

  it("[SE-04] items carry who added them, when, and the record itself", async () => {
    const { perform, userId } = await newActor();
    await perform({ kind: "bulk_select", recordIds: some(0, 3) });
    const page = await holdfast.selections.items(userId, "default", { offset: 0, limit: 2 });
    expect(page).toMatchObject({ total: 3, offset: 0 });
    expect(page?.items).toHaveLength(2);
    expect(page?.items[0]).toMatchObject({ addedBy: userId, note: null, metadata: {}, record: { title: expect.stringMatching(/^Record /) as string } });
  });
});

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
    expect(groups.map(({ name, isDefault, count, place, description }) => ({ name, isDefault, count, place, description }))).toEqual([
      { name: "Fire safety", isDefault: true, count: 4, place: 0, description: null },
      { name: "My selection", isDefault: false, count: 0, place: 1, description: null },
    ]);
    await expect(perform({ kind: "delete_group", group: groupId })).rejects.toMatchObject({ code: "default_group_required" });
    expect(await perform({ kind: "delete_group", group: groups[1]?.id as GroupId })).toMatchObject({ removed: 0 });
    await holdfast.selections.flush(userId);
    const rows = await database.query("select name, is_default, count, version from holdfast.selection_group where owner_id = $1", [userId]);
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
    const rows = await database.query("select id, name from holdfast.selection_group where owner_id = $1 and id = any ($2)", [userId, [a, b]]);
    expect(new Map(rows.map((row) => [row["id"], row["name"]]))).toEqual(new Map([[a, "B"], [b, "A"]]));
  });

  it("[SE-05] exactly one default, by constraint", async () => {
    const { userId, perform } = await newActor();
    await perform({ kind: "create_group", name: "Other" });
    await holdfast.selections.flush(userId);
    await expect(database.query("update holdfast.selection_group set is_default = true where owner_id = $1", [userId])).rejects.toMatchObject({ code: "23505" });
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
      [groupId as GroupId, randomUUID() as GroupId].map((group) => stranger.perform({ kind: "select", group, recordId: records[0] as RecordId })),
    );
    const [foreign, absent] = refusals.map((refusal) => (refusal as PromiseRejectedResult).reason as Error);
    expect(foreign).toEqual(absent);
    expect(await holdfast.selections.group(stranger.userId, groupId as GroupId)).toBeUndefined();
  });
});

describe("versions", () => {
  it("[SE-06] rise by one for each change and not for a change that changes nothing", async () => {
    const { perform, userId } = await newActor();
    const versions: number[] = [];
    for (const recordId of some(0, 5)) versions.push((await perform({ kind: "select", recordId })).version);
    versions.push((await perform({ kind: "select", recordId: records[0] as RecordId })).version);
    expect(versions).toEqual([2, 3, 4, 5, 6, 6]);
    await holdfast.selections.flush(userId);
    const trail = await database.query("select group_version from holdfast.audit_event where user_id = $1 order by group_version", [userId]);
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
    expect(await perform({ kind: "bulk_select", query: { filter } })).toMatchObject({ matched: 75, excluded: 0, added: 1, alreadyThere: 74 });
    expect(await perform({ kind: "bulk_deselect", query: { filter } })).toMatchObject({ matched: 75, removed: 75 });
    await holdfast.selections.flush(userId);
    expect(await rowsOf(userId)).toEqual([]);
  });

  it("[SE-08] a guarded change leaves alone what changed since the user looked, and says how many", async () => {
    const { perform, userId } = await newActor();
    const seen = await perform({ kind: "bulk_select", recordIds: some(0, 10) });
    await perform({ kind: "select", recordId: records[50] as RecordId });
    expect(await perform({ kind: "clear_all", seenVersion: seen.version })).toMatchObject({ removed: 10, keptBecauseChanged: 1, count: 1 });
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
