// The past of groups and records, as the audit trail tells it, and the way back.
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
  records = await addRecords(database, 60);
  bench = await createTestHoldfast(database);
  holdfast = await bench.open({ limits: { recordsPerGroup: 40, groupsPerUser: 6 } });
});
afterAll(() => bench.cleanUp());

const some = (from: number, to: number): RecordId[] => records.slice(from, to);
const record = (index: number): RecordId => records[index] as RecordId;
const sorted = (ids: readonly RecordId[] | null | undefined): RecordId[] | null =>
  ids === null || ids === undefined ? null : [...ids].sort();

async function newPerson() {
  const [userId] = (await addUsers(database, 1)) as unknown as [UserId];
  const actor: Actor = { userId };
  const perform = (change: ChangeInput): Promise<OperationAnswer> =>
    holdfast.selections.perform(actor, { operationId: randomUUID() as OperationId, change });
  const held = async (group: GroupId | "default" = "default") =>
    sorted((await holdfast.selections.records(userId, group))?.recordIds);
  return { userId, perform, held };
}

describe("set operations", () => {
  it("[SE-12] preview with the numbers of a diagram, then make a group of it", async () => {
    const { perform, userId, held } = await newPerson();
    const group = async (name: string, recordIds: RecordId[]): Promise<GroupId> => {
      const { groupId } = await perform({ kind: "create_group", name });
      await perform({ kind: "bulk_select", group: groupId as GroupId, recordIds });
      return groupId as GroupId;
    };
    const [a, b, c] = [await group("A", some(0, 10)), await group("B", some(5, 15)), await group("C", some(8, 20))];
    const union = await holdfast.selections.previewCombination(userId, { operation: "union", groups: [a, b, c] });
    expect(union).toMatchObject({
      count: 20,
      overLimit: 0,
      groups: [
        { groupId: a, count: 10 },
        { groupId: b, count: 10 },
        { groupId: c, count: 12 },
      ],
    });
    expect(new Map(union.regions.map(({ groupIds, count }) => [groupIds.join(), count]))).toEqual(
      new Map([
        [[a].join(), 5],
        [[a, b].join(), 3],
        [[a, b, c].join(), 2],
        [[b, c].join(), 5],
        [[c].join(), 5],
      ]),
    );
    const both = await holdfast.selections.previewCombination(userId, { operation: "intersection", groups: [a, b] });
    expect(sorted(both.recordIds as RecordId[])).toEqual(sorted(some(5, 10)));
    const made = await perform({ kind: "combine_groups", operation: "difference", groups: [a, b, c], name: "Only A" });
    expect(made).toMatchObject({ added: 5, count: 5, version: 1, overLimit: 0 });
    expect(await held(made.groupId as GroupId)).toEqual(sorted(some(0, 5)));
    expect(await perform({ kind: "undo" })).toMatchObject({ removed: 5, undone: { kind: "combine_groups", skipped: 0 } });
    expect(await held(made.groupId as GroupId)).toBeNull();
  });

  it("[SE-12, SE-11] what does not fit is counted; a group twice or a stranger's is refused", async () => {
    const { perform, userId } = await newPerson();
    const { groupId } = await perform({ kind: "create_group", name: "A" });
    await perform({ kind: "bulk_select", group: groupId as GroupId, recordIds: some(0, 30) });
    await perform({ kind: "bulk_select", recordIds: some(30, 60) });
    const request = { operation: "union" as const, groups: ["default" as const, groupId as GroupId] };
    expect(await holdfast.selections.previewCombination(userId, request)).toMatchObject({ count: 60, overLimit: 20 });
    expect(await perform({ kind: "combine_groups", ...request, name: "Both" })).toMatchObject({ added: 40, overLimit: 20 });
    await expect(
      perform({ kind: "combine_groups", operation: "union", groups: ["default", "default"], name: "x" }),
    ).rejects.toMatchObject({ code: "invalid_request" });
    const stranger = (await newPerson()).userId;
    await expect(holdfast.selections.previewCombination(stranger, request)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("history", () => {
  it("[SE-14] of a group: each operation with its counts, newest first, by page", async () => {
    const { perform, userId } = await newPerson();
    await perform({ kind: "bulk_select", recordIds: some(0, 5) });
    await perform({ kind: "annotate", recordIds: some(0, 2), state: "s" });
    const { operationId } = await perform({ kind: "clear_all" });
    await perform({ kind: "undo" });
    const first = await holdfast.selections.groupHistory(userId, "default", { limit: 3 });
    expect(first?.entries).toMatchObject([
      { version: 5, action: "undo", added: 5, removed: 0, actorId: userId, details: { undoes: operationId } },
      { version: 4, action: "clear_all", added: 0, removed: 5, operationId },
      { version: 3, action: "annotate", annotated: 2, details: { state: "s" } },
    ]);
    expect(first).toMatchObject({ next: 3, reachesBack: 1 });
    const second = await holdfast.selections.groupHistory(userId, "default", { before: first?.next as Version, limit: 3 });
    expect(second?.entries.map(({ action, added }) => [action, added])).toEqual([
      ["bulk_select", 5],
      ["create_group", 0],
    ]);
    expect(second?.next).toBeNull();
    const stranger = (await newPerson()).userId;
    expect(await holdfast.selections.groupHistory(stranger, first?.groupId as GroupId, { limit: 3 })).toBeUndefined();
  });

  it("[SE-14] of a record: across groups, also where a whole group was cleared or deleted", async () => {
    const { perform, userId } = await newPerson();
    const to = (await perform({ kind: "create_group", name: "B" })).groupId as GroupId;
    const { version } = await perform({ kind: "bulk_select", recordIds: some(0, 3) });
    await perform({ kind: "copy", to, recordIds: some(0, 2) });
    await perform({ kind: "annotate", recordIds: some(0, 1), note: "n" });
    await perform({ kind: "clear_all", seenVersion: version });
    await perform({ kind: "clear_all" });
    await perform({ kind: "clear_all" });
    await perform({ kind: "delete_group", group: to });
    const all = await holdfast.selections.recordHistory(userId, record(0), { limit: 50 });
    expect(all.entries.map(({ action, change }) => `${action} ${change}`)).toEqual([
      "delete_group removed",
      "clear_all removed",
      "annotate annotated",
      "copy added",
      "bulk_select added",
    ]);
    const page = await holdfast.selections.recordHistory(userId, record(0), { limit: 2 });
    const rest = await holdfast.selections.recordHistory(userId, record(0), { before: page.next as string, limit: 50 });
    expect([...page.entries, ...rest.entries]).toEqual(all.entries);
    expect((await holdfast.selections.recordHistory(userId, record(1), { limit: 50 })).entries).toHaveLength(4);
    expect(
      (await holdfast.selections.recordHistory(userId, record(2), { limit: 50 })).entries.map(({ action }) => action),
    ).toEqual(["clear_all", "bulk_select"]);
  });

  it("[SE-14] the state at every version and time, what differs, and the way back as a new operation", async () => {
    const { perform, userId, held } = await newPerson();
    const to = (await perform({ kind: "create_group", name: "B" })).groupId as GroupId;
    const changes: ChangeInput[] = [
      { kind: "bulk_select", recordIds: some(0, 6) },
      { kind: "annotate", recordIds: some(0, 1), note: "n" },
      { kind: "bulk_deselect", recordIds: some(0, 2) },
      { kind: "move", to, recordIds: some(2, 4) },
      { kind: "undo" },
      { kind: "clear_all", seenVersion: 3 as Version },
      { kind: "bulk_select", recordIds: some(20, 25) },
    ];
    const states = new Map<number, RecordId[] | null>();
    const times: { readonly at: string; readonly state: RecordId[] | null }[] = [];
    for (const change of changes) {
      const { at } = await perform(change);
      const { version } = (await holdfast.selections.group(userId, "default")) as { version: Version };
      states.set(version, await held());
      times.push({ at, state: await held() });
    }
    expect(states.size).toBe(7);
    for (const [version, state] of states) {
      const past = await holdfast.selections.groupState(userId, "default", { version: version as Version });
      expect([version, sorted(past?.recordIds)]).toEqual([version, state]);
    }
    for (const { at, state } of times)
      expect(sorted((await holdfast.selections.groupState(userId, "default", { at }))?.recordIds)).toEqual(state);
    const diff = await holdfast.selections.groupDiff(userId, "default", 2 as Version, 8 as Version);
    expect([sorted(diff?.added), sorted(diff?.removed)]).toEqual([sorted(some(20, 25)), sorted([...some(0, 2), ...some(4, 6)])]);
    expect(await holdfast.selections.groupState(userId, "default", { version: 99 as Version })).toMatchObject({
      recordIds: null,
    });
    expect(await perform({ kind: "restore_group", group: "default", version: 2 as Version })).toMatchObject({
      added: 4,
      removed: 5,
      alreadyThere: 2,
      count: 6,
    });
    expect(await held()).toEqual(sorted(some(0, 6)));
    expect(await perform({ kind: "undo" })).toMatchObject({ undone: { kind: "restore_group", skipped: 0 } });
    expect(await held()).toEqual(states.get(8));
    await expect(perform({ kind: "restore_group", group: "default", version: 77 as Version })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(perform({ kind: "restore_group", group: "default" })).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("[SE-14, AU-05] where retention has taken the beginning, the answer says how far back it reaches", async () => {
    const { perform, userId, held } = await newPerson();
    const groupId = (await perform({ kind: "bulk_select", recordIds: some(0, 4) })).groupId as GroupId;
    await perform({ kind: "select", recordId: record(10) });
    const then = await held();
    await perform({ kind: "deselect", recordId: record(0) });
    await holdfast.selections.flush(userId);
    await database.query(
      `set session_replication_role = replica; delete from holdfast.audit_event where group_id = '${groupId}' and group_version <= 2`,
    );
    expect(await holdfast.selections.groupHistory(userId, groupId, { limit: 9 })).toMatchObject({
      reachesBack: 2,
      entries: [{ version: 4 }, { version: 3 }],
    });
    expect(sorted((await holdfast.selections.groupState(userId, groupId, { version: 3 as Version }))?.recordIds)).toEqual(then);
    expect(await holdfast.selections.groupState(userId, groupId, { version: 1 as Version })).toMatchObject({
      reachesBack: 2,
      recordIds: null,
    });
    expect(await holdfast.selections.groupDiff(userId, groupId, 1 as Version, 3 as Version)).toMatchObject({
      added: null,
      removed: null,
    });
  });

  it("[SE-14] a deleted group can still be read", async () => {
    const { perform, userId } = await newPerson();
    const group = (await perform({ kind: "create_group", name: "Gone" })).groupId as GroupId;
    await perform({ kind: "bulk_select", group, recordIds: some(0, 3) });
    await perform({ kind: "delete_group", group });
    expect(
      (await holdfast.selections.groupHistory(userId, group, { limit: 9 }))?.entries.map(({ action, removed }) => [
        action,
        removed,
      ]),
    ).toEqual([
      ["delete_group", 3],
      ["bulk_select", 0],
      ["create_group", 0],
    ]);
    expect(sorted((await holdfast.selections.groupState(userId, group, { version: 2 as Version }))?.recordIds)).toEqual(
      sorted(some(0, 3)),
    );
    expect(await holdfast.selections.groupState(userId, group, { version: 3 as Version })).toMatchObject({
      count: 0,
      recordIds: [],
    });
  });
});
