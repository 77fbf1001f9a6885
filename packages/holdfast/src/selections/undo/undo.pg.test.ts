// Undo and redo: one step per gesture, across restarts and devices, and nothing of what others changed meanwhile.
import { randomUUID } from "node:crypto";
import type { Actor, ChangeInput, GroupId, OperationAnswer, OperationId, RecordId, UserId } from "@holdfast/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Holdfast } from "../../holdfast.js";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";

const database = testDatabase();
let records: readonly RecordId[] = [];
let bench: TestHoldfast;
let holdfast: Holdfast;
const open = () => bench.open({ limits: { recordsPerGroup: 20, groupsPerUser: 4 } });

beforeAll(async () => {
  records = await addRecords(database, 60);
  bench = await createTestHoldfast(database);
  holdfast = await open();
});
afterAll(() => bench.cleanUp());

const some = (from: number, to: number): RecordId[] => records.slice(from, to);
const record = (index: number): RecordId => records[index] as RecordId;

interface Person {
  readonly userId: UserId;
  readonly perform: (change: ChangeInput, id?: string) => Promise<OperationAnswer>;
  /** Names of groups and what is in them, as memory and the database say it. */
  readonly state: () => Promise<Readonly<Record<string, readonly RecordId[]>>>;
  readonly item: (
    recordId: RecordId,
    group?: GroupId,
  ) => Promise<{ note: string | null; state: string | null; metadata: unknown } | undefined>;
}

async function newPerson(): Promise<Person> {
  const [userId] = (await addUsers(database, 1)) as [UserId];
  const actor: Actor = { userId };
  const state: Person["state"] = async () => {
    const { groups } = await holdfast.selections.groups(userId);
    const held = await Promise.all(
      groups.map(
        async ({ id, name }) => [name, [...((await holdfast.selections.records(userId, id))?.recordIds ?? [])].sort()] as const,
      ),
    );
    await holdfast.selections.flush(userId);
    const rows = await database.query(
      `select g.name, g.count, array_remove(array_agg(s.record_id::text order by s.record_id), null) as ids from holdfast.selection_group g
       left join holdfast.selection s on s.group_id = g.id where g.owner_id = $1 group by g.id order by g.place`,
      [userId],
    );
    expect(rows.map(({ name, ids }) => [name, ids])).toEqual(held);
    expect(rows.map(({ count }) => count)).toEqual(held.map(([, ids]) => ids.length));
    return Object.fromEntries(held);
  };
  return {
    userId,
    perform: (change, id = randomUUID()) => holdfast.selections.perform(actor, { operationId: id as OperationId, change }),
    state,
    item: async (recordId, group) => {
      const page = await holdfast.selections.items(userId, group ?? "default", { offset: 0, limit: 1000 });
      const found = page?.items.find((item) => item.record.id === recordId);
      return found === undefined ? undefined : { note: found.note, state: found.state, metadata: found.metadata };
    },
  };
}

const sorted = (ids: readonly RecordId[]): RecordId[] => [...ids].sort();

describe("undo and redo", () => {
  it("[SE-09, L-15] take back a bulk of many as one step, all the way down and all the way up again", async () => {
    const { perform, state, item } = await newPerson();
    const to = (await perform({ kind: "create_group", name: "Other" })).groupId as GroupId;
    const changes: ChangeInput[] = [
      { kind: "bulk_select", recordIds: some(0, 10) },
      { kind: "annotate", recordIds: some(0, 2), note: "n", state: "s", metadata: { a: 1 } },
      { kind: "annotate", recordIds: some(0, 1), note: "m", metadata: { a: null } },
      { kind: "deselect", recordId: record(0) },
      { kind: "move", to, recordIds: some(1, 4) },
      { kind: "copy", to, recordIds: some(5, 7) },
      { kind: "rename_group", group: to, name: "Another" },
      { kind: "describe_group", group: to, description: "d" },
      { kind: "make_default", group: to },
    ];
    const states = [await state()];
    for (const change of changes) {
      await perform(change);
      states.push(await state());
    }
    for (let index = changes.length - 1; index >= 0; index -= 1) {
      expect(await perform({ kind: "undo" })).toMatchObject({
        kind: "undo",
        undone: { kind: changes[index]?.kind, skipped: 0, skippedItems: [] },
      });
      expect(await state()).toEqual(states[index]);
    }
    for (const [index, { kind }] of changes.entries()) {
      expect(await perform({ kind: "redo" })).toMatchObject({ kind: "redo", undone: { kind, skipped: 0 } });
      expect(await state()).toEqual(states[index + 1]);
    }
    expect(await item(record(1), to)).toEqual({ note: "n", state: "s", metadata: { a: 1 } });
    await expect(perform({ kind: "redo" })).rejects.toMatchObject({ code: "nothing_to_undo" });
  });

  it("[SE-09] an undone annotation leaves what was there before, and a selection comes back with its notes", async () => {
    const { perform, item } = await newPerson();
    await perform({ kind: "bulk_select", recordIds: some(0, 3) });
    await perform({ kind: "annotate", recordIds: some(0, 1), note: "first", metadata: { a: 1 } });
    await perform({ kind: "annotate", recordIds: some(0, 2), note: "second", state: "s" });
    await perform({ kind: "clear_all" });
    await perform({ kind: "undo" });
    expect(await item(record(0))).toEqual({ note: "second", state: "s", metadata: { a: 1 } });
    await perform({ kind: "undo" });
    expect(await item(record(0))).toEqual({ note: "first", state: null, metadata: { a: 1 } });
    expect(await item(record(1))).toEqual({ note: null, state: null, metadata: {} });
    await perform({ kind: "redo" });
    expect(await item(record(1))).toEqual({ note: "second", state: "s", metadata: {} });
  });

  it("[SE-09] a deleted group comes back with its id, its place and its members, under another name when its own is taken", async () => {
    const { perform, state, userId } = await newPerson();
    const group = (await perform({ kind: "create_group", name: "Fire" })).groupId as GroupId;
    await perform({ kind: "create_group", name: "Last" });
    await perform({ kind: "bulk_select", group, recordIds: some(0, 4) });
    await perform({ kind: "annotate", group, recordIds: some(0, 1), note: "kept" });
    const deleted = (await perform({ kind: "delete_group", group })).operationId;
    await perform({ kind: "create_group", name: "fire" });
    expect(await perform({ kind: "undo", operationId: deleted })).toMatchObject({
      groupId: group,
      added: 4,
      undone: { operationId: deleted, skipped: 0 },
    });
    expect(await state()).toEqual({ "My selection": [], "Fire (restored)": sorted(some(0, 4)), Last: [], fire: [] });
    expect(
      (await holdfast.selections.items(userId, group, { offset: 0, limit: 9 }))?.items.map(({ note }) => note).sort(),
    ).toEqual(["kept", null, null, null]);
    expect(await perform({ kind: "redo" })).toMatchObject({ removed: 4, count: 0 });
    expect(await state()).toEqual({ "My selection": [], Last: [], fire: [] });
  });

  it("[SE-09] works after a restart and after sign-out, from what the database holds", async () => {
    const person = await newPerson();
    await person.perform({ kind: "bulk_select", recordIds: some(0, 5) });
    await person.perform({ kind: "deselect", recordId: record(2) });
    await person.perform({ kind: "undo" });
    await holdfast.close();
    holdfast = await open();
    expect(await holdfast.selections.undoState(person.userId)).toMatchObject({
      undo: [{ kind: "bulk_select", records: 5, description: 'Select 5 records in "My selection"' }],
      redo: [{ kind: "deselect", records: 1, description: 'Deselect 1 record in "My selection"' }],
    });
    await person.perform({ kind: "redo" });
    expect(await person.state()).toEqual({ "My selection": sorted([...some(0, 2), ...some(3, 5)]) });
    await holdfast.selections.leave(person.userId);
    await person.perform({ kind: "undo" });
    await person.perform({ kind: "undo" });
    expect(await person.state()).toEqual({ "My selection": [] });
  });

  it("[SE-09, SY-04] what came and went within one batch can be taken back step by step", async () => {
    const { perform, state, userId } = await newPerson();
    const steps: ChangeInput[] = [0, 1, 2].flatMap(() => [
      { kind: "select", recordId: record(0) },
      { kind: "deselect", recordId: record(0) },
    ]);
    await holdfast.selections.groups(userId);
    await Promise.all(steps.map((step) => perform(step)));
    for (const left of [1, 0, 1, 0, 1, 0]) {
      expect(await perform({ kind: "undo" })).toMatchObject({ undone: { skipped: 0 } });
      expect((await state())["My selection"]).toHaveLength(left);
    }
    for (const left of [1, 0, 1, 0, 1, 0]) {
      await perform({ kind: "redo" });
      expect((await state())["My selection"]).toHaveLength(left);
    }
  });

  it("[SE-09] two at once take back two gestures, and a repeat takes back none", async () => {
    const { perform, state } = await newPerson();
    for (const index of [0, 1, 2]) await perform({ kind: "select", recordId: record(index) });
    const id = randomUUID();
    const answers = await Promise.all([perform({ kind: "undo" }, id), perform({ kind: "undo" }), perform({ kind: "undo" }, id)]);
    expect(new Set(answers.map(({ undone }) => undone?.operationId)).size).toBe(2);
    expect(await state()).toEqual({ "My selection": some(0, 1) });
  });

  it("[SE-09] a new change ends what could be done again; what changed nothing is no gesture", async () => {
    const { perform, userId } = await newPerson();
    await perform({ kind: "select", recordId: record(0) });
    await perform({ kind: "undo" });
    await perform({ kind: "deselect", recordId: record(9) });
    expect((await holdfast.selections.undoState(userId)).redo).toHaveLength(1);
    await perform({ kind: "select", recordId: record(1) });
    expect(await holdfast.selections.undoState(userId)).toMatchObject({ undo: [{ kind: "select" }], redo: [] });
    await expect(perform({ kind: "undo", operationId: randomUUID() as OperationId })).rejects.toMatchObject({
      code: "nothing_to_undo",
    });
  });
});

describe("old operations", () => {
  it("[SE-09] can no longer be undone after thirty days; younger ones can", async () => {
    const { perform, userId, item } = await newPerson();
    await perform({ kind: "bulk_select", recordIds: some(0, 2) });
    await perform({ kind: "annotate", recordIds: some(0, 1), note: "old" });
    await holdfast.selections.leave(userId);
    await database.query("update holdfast.operation set at = at - interval '31 days' where user_id = $1", [userId]);
    await database.query("update holdfast.former_selection set at = at - interval '31 days' where owner_id = $1", [userId]);
    await perform({ kind: "deselect", recordId: record(0) });
    await holdfast.close();
    holdfast = await open();
    const kept = () =>
      database.query("select count(*)::int as rows from holdfast.former_selection where owner_id = $1", [userId]);
    await expect.poll(kept).toEqual([{ rows: 1 }]);
    await perform({ kind: "undo" });
    expect(await item(record(0))).toMatchObject({ note: "old" });
    await expect
      .poll(() => perform({ kind: "undo" }).catch((error: unknown) => (error as { code: string }).code))
      .toBe("nothing_to_undo");
  });
});

describe("what changed meanwhile", () => {
  it("[SE-09] a record that left and came again by another operation is skipped and named", async () => {
    const { perform, state } = await newPerson();
    const { operationId, groupId } = await perform({ kind: "bulk_select", recordIds: some(0, 4) });
    await perform({ kind: "deselect", recordId: record(1) });
    await perform({ kind: "select", recordId: record(1) });
    await perform({ kind: "deselect", recordId: record(2) });
    expect(await perform({ kind: "undo", operationId })).toMatchObject({
      removed: 2,
      undone: {
        skipped: 2,
        skippedItems: [
          { groupId, recordId: record(1), reason: "changed" },
          { groupId, recordId: record(2), reason: "changed" },
        ],
      },
    });
    expect(await state()).toEqual({ "My selection": [record(1)] });
  });

  it("[SE-09] an annotation that was annotated over, a record that is there already, a name that is taken", async () => {
    const { perform, item } = await newPerson();
    const group = (await perform({ kind: "create_group", name: "A" })).groupId as GroupId;
    await perform({ kind: "bulk_select", recordIds: some(0, 2) });
    const noted = await perform({ kind: "annotate", recordIds: some(0, 2), note: "mine" });
    await perform({ kind: "annotate", recordIds: some(0, 1), note: "theirs" });
    expect(await perform({ kind: "undo", operationId: noted.operationId })).toMatchObject({
      annotated: 1,
      undone: { skipped: 1 },
    });
    expect([await item(record(0)), await item(record(1))]).toMatchObject([{ note: "theirs" }, { note: null }]);
    const cleared = await perform({ kind: "clear_all" });
    await perform({ kind: "select", recordId: record(0) });
    expect(await perform({ kind: "undo", operationId: cleared.operationId })).toMatchObject({
      added: 1,
      undone: { skipped: 1, skippedItems: [{ reason: "there_already" }] },
    });
    const renamed = await perform({ kind: "rename_group", group, name: "B" });
    await perform({ kind: "create_group", name: "a" });
    const named = await perform({ kind: "undo", operationId: renamed.operationId });
    expect(named.undone).toMatchObject({ skipped: 1, skippedItems: [{ groupId: group, recordId: null, reason: "name_taken" }] });
  });

  it("[SE-09] a group that was filled since stays, and a move goes back record by record", async () => {
    const { perform, state } = await newPerson();
    const made = await perform({ kind: "create_group", name: "Target" });
    const to = made.groupId as GroupId;
    await perform({ kind: "bulk_select", recordIds: some(0, 3) });
    const moved = await perform({ kind: "move", to, recordIds: some(0, 3) });
    await perform({ kind: "deselect", group: to, recordId: record(0) });
    await perform({ kind: "select", recordId: record(1) });
    expect(await perform({ kind: "undo", operationId: moved.operationId })).toMatchObject({ undone: { skipped: 2 } });
    expect(await state()).toEqual({ "My selection": sorted(some(1, 3)), Target: [record(1)] });
    expect(await perform({ kind: "undo", operationId: made.operationId })).toMatchObject({
      undone: { skippedItems: [{ groupId: to, reason: "group_changed" }] },
    });
  });

  it("[SE-09, SE-11] limits hold for an undo too", async () => {
    const { perform } = await newPerson();
    await perform({ kind: "bulk_select", recordIds: some(0, 20) });
    const { operationId } = await perform({ kind: "bulk_deselect", recordIds: some(0, 5) });
    await perform({ kind: "bulk_select", recordIds: some(30, 33) });
    const answer = await perform({ kind: "undo", operationId });
    expect(answer).toMatchObject({ added: 2, count: 20, undone: { skipped: 3 } });
    expect(answer.undone?.skippedItems.map(({ reason }) => reason)).toEqual(["over_limit", "over_limit", "over_limit"]);
  });

  it("[SE-09, L-15] nobody undoes what somebody else did", async () => {
    const [ada, bob] = [await newPerson(), await newPerson()];
    const { operationId } = await ada.perform({ kind: "select", recordId: record(0) });
    await expect(bob.perform({ kind: "undo", operationId })).rejects.toMatchObject({ code: "nothing_to_undo" });
    await expect(bob.perform({ kind: "undo" })).rejects.toMatchObject({ code: "nothing_to_undo" });
  });
});

describe("guarded changes", () => {
  it("[SE-08] leave alone and name what was added or annotated since, from memory and from the database", async () => {
    const { perform, userId } = await newPerson();
    const { version } = await perform({ kind: "bulk_select", recordIds: some(0, 6) });
    await perform({ kind: "annotate", recordIds: some(0, 1), note: "do not lose" });
    await perform({ kind: "select", recordId: record(10) });
    const kept = { keptBecauseChanged: 2, keptRecords: sorted([record(0), record(10)]) };
    const byIds = await perform({ kind: "bulk_deselect", recordIds: [...some(0, 2), record(10)], seenVersion: version });
    expect({ ...byIds, keptRecords: sorted(byIds.keptRecords ?? []) }).toMatchObject({ removed: 1, ...kept });
    await holdfast.selections.leave(userId);
    const byQuery = await perform({ kind: "bulk_deselect", query: { filter: {}, except: some(2, 4) }, seenVersion: version });
    expect({ ...byQuery, keptRecords: sorted(byQuery.keptRecords ?? []) }).toMatchObject({ removed: 2, ...kept });
    const clear = await perform({ kind: "clear_all", seenVersion: version });
    expect({ ...clear, keptRecords: sorted(clear.keptRecords ?? []) }).toMatchObject({ removed: 2, ...kept, count: 2 });
  });

  it("[SE-08] a change that overtakes the look-up is not swept away", async () => {
    const { perform, userId } = await newPerson();
    const { version } = await perform({ kind: "bulk_select", recordIds: some(0, 3) });
    await holdfast.selections.leave(userId);
    const clearing = perform({ kind: "clear_all", seenVersion: version });
    const [cleared] = await Promise.all([clearing, perform({ kind: "select", recordId: record(7) })]);
    expect(cleared.removed).toBe(3);
    expect((await holdfast.selections.records(userId, "default"))?.recordIds).toEqual([record(7)]);
  });
});
