// Selections as applications use them: real journal, real PostgreSQL.
import { randomUUID } from "node:crypto";
import type {
  Actor,
  ChangeInput,
  GroupId,
  OperationAnswer,
  OperationId,
  RecordId,
  StreamEvent,
  UserId,
} from "@holdfast/contract";
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
async function notesOf(groupId: GroupId) {
  const rows = await database.query("select record_id, id, note, state, metadata from holdfast.selection where group_id = $1", [
    groupId,
  ]);
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
    expect(await perform({ kind: "select", recordId: first })).toMatchObject({
      requested: 1,
      added: 1,
      alreadyThere: 0,
      count: 1,
      repeated: false,
    });
    expect(await perform({ kind: "select", recordId: first })).toMatchObject({ added: 0, alreadyThere: 1, count: 1 });
    const stranger = randomUUID() as RecordId;
    expect(await perform({ kind: "bulk_select", recordIds: [first, second, second, stranger] })).toMatchObject({
      requested: 4,
      added: 1,
      alreadyThere: 2,
      unknown: 1,
      unknownRecords: [stranger],
      count: 2,
      durability: "journal",
    });
    expect(await perform({ kind: "deselect", recordId: stranger })).toMatchObject({ removed: 0, notThere: 1 });
    expect(await perform({ kind: "bulk_deselect", recordIds: [first, stranger] })).toMatchObject({
      removed: 1,
      notThere: 1,
      count: 1,
    });
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
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => perform({ kind: "bulk_select", recordIds: some(0, 10) }, id)),
    );
    expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.position)).size).toBe(1);
    expect((await holdfast.selections.group(userId, "default"))?.version).toBe(2);
  });

  it("[SE-01] the same id for another change is refused", async () => {
    const { perform } = await newActor();
    const id = operationId();
    await perform({ kind: "select", recordId: records[0] as RecordId }, id);
    await expect(perform({ kind: "select", recordId: records[1] as RecordId }, id)).rejects.toMatchObject({
      code: "operation_reused",
    });
  });

  it("[SE-02, L-02] many writers of one user never erase each other's work", async () => {
    const { perform, userId } = await newActor();
    await Promise.all(some(0, 100).map((recordId) => perform({ kind: "select", recordId })));
    await holdfast.selections.flush(userId);
    expect((await rowsOf(userId)).map((row) => row.record_id).sort()).toEqual(some(0, 100).sort());
  });

  it("[SE-03, SE-11, L-11] above the limit the first ones asked for are added and the rest is counted", async () => {
    const { perform, userId } = await newActor();
    expect(await perform({ kind: "bulk_select", recordIds: some(0, 150) })).toMatchObject({
      added: 120,
      overLimit: 30,
      count: 120,
    });
    expect(await perform({ kind: "select", recordId: records[200] as RecordId })).toMatchObject({ added: 0, overLimit: 1 });
    expect(new Set((await holdfast.selections.records(userId, "default"))?.recordIds)).toEqual(new Set(some(0, 120)));
  });

  it("refuses a change that makes no sense, names the field, and changes nothing", async () => {
    const { perform, userId } = await newActor();
    await expect(perform({ kind: "select", recordId: "tick" as RecordId })).rejects.toMatchObject({
      code: "invalid_request",
      details: { fields: [{ path: "change.recordId" }] },
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
    const answer = await perform({
      kind: "annotate",
      recordIds: [first, second, third],
      note: "Look again",
      state: "to read",
      metadata: { a: 1, b: { c: 2 } },
    });
    expect(answer).toMatchObject({ requested: 3, annotated: 2, notThere: 1, count: 2, version: 3 });
    await perform({ kind: "annotate", recordIds: [first], note: null, metadata: { a: null, d: 4 } });
    await perform({ kind: "annotate", recordIds: [second], state: null, metadata: { e: 5 }, metadataMode: "replace" });
    await holdfast.selections.flush(userId);
    const notes = await notesOf(groupId);
    expect(notes.get(first)).toMatchObject({ note: null, state: "to read", metadata: { b: { c: 2 }, d: 4 } });
    expect(notes.get(second)).toMatchObject({ note: "Look again", state: null, metadata: { e: 5 } });
    const trail = await database.query(
      "select record_id, metadata from holdfast.audit_trail where action = 'annotate' and group_id = $1 and group_version = 3",
      [groupId],
    );
    expect(trail).toHaveLength(2);
    expect(trail[0]?.["metadata"]).toEqual({
      change: "annotated",
      note: "Look again",
      noteLength: 10,
      state: "to read",
      metadataKeys: ["a", "b"],
      metadataMode: "merge",
    });
  });

  it.each([
    ["plain", "n".repeat(5000), "n".repeat(200)],
    // The 200th letter is the first half of a pair, which PostgreSQL does not take.
    ["with a letter of two halves at the cut", `${"n".repeat(199)}😀${"n".repeat(4799)}`, "n".repeat(199)],
  ])("[SE-01, AU-05] a long note is in the trail with its beginning and its length only: %s", async (_, note, beginning) => {
    const { perform, userId } = await newActor();
    const recordId = records[0] as RecordId;
    await Promise.all([perform({ kind: "select", recordId }), perform({ kind: "annotate", recordIds: [recordId], note })]);
    await holdfast.selections.flush(userId);
    const [row] = await database.query("select metadata from holdfast.audit_trail where action = 'annotate' and user_id = $1", [
      userId,
    ]);
    expect(row?.["metadata"]).toEqual({ change: "annotated", note: beginning, noteLength: 5000 });
    expect((await holdfast.selections.items(userId, "default", { offset: 0, limit: 1 }))?.items[0]?.note).toBe(note);
  });

  it("[SE-01] an annotation that sets nothing, or that cannot be kept, is refused", async () => {
    const { perform } = await newActor();
    const recordIds = some(0, 1);
    for (const rest of [
      {},
      { note: "a\0b" },
      { metadata: { "a\0": 1 } },
      { metadata: { a: "x".repeat(9000) } },
      { state: "s".repeat(200) },
    ]) {
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
    expect(answer).toMatchObject({
      groupId: to,
      requested: 4,
      added: 2,
      alreadyThere: 1,
      removed: 3,
      notThere: 1,
      count: 3,
      version: 3,
    });
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
    const rows = await database.query(
      "select id, count, version from holdfast.selection_group where id = any ($1) order by count",
      [[from, to]],
    );
    expect(rows).toEqual([
      { id: from, count: 1, version: "4" },
      { id: to, count: 3, version: "3" },
    ]);
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
    expect(
      (await database.query("select note from holdfast.selection where owner_id = $1 and note is not null", [userId])).length,
    ).toBe(1);
  });

  it("[SE-11] what does not fit stays where it was", async () => {
    const { perform } = await newActor();
    const to = (await perform({ kind: "create_group", name: "Full" })).groupId as GroupId;
    await perform({ kind: "bulk_select", group: to, recordIds: some(0, 119) });
    await perform({ kind: "bulk_select", recordIds: some(150, 153) });
    expect(await perform({ kind: "move", to, recordIds: some(150, 153) })).toMatchObject({
      added: 1,
      removed: 1,
      overLimit: 2,
      count: 120,
    });
    await expect(perform({ kind: "move", to: "default", recordIds: some(150, 151) })).rejects.toMatchObject({
      code: "invalid_request",
    });
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
  it("[SE-04, L-07] a selection keeps its id and time; selecting again after deselecting makes a new one", async () => {
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
    expect(page?.items[0]).toMatchObject({
      addedBy: userId,
      note: null,
      metadata: {},
      record: { title: expect.stringMatching(/^Record /) as string },
    });
  });
});
