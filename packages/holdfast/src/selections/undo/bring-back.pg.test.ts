// Deleted groups that come back: to where they were among the others, under a name that can be kept.
import { randomUUID } from "node:crypto";
import type { ChangeInput, GroupId, OperationAnswer, OperationId, UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Holdfast } from "../../holdfast.js";
import { addUsers, createTestHoldfast, type TestHoldfast } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";

const database = testDatabase();
let bench: TestHoldfast;
let holdfast: Holdfast;

beforeAll(async () => {
  bench = await createTestHoldfast(database);
  holdfast = await bench.open();
});
afterAll(() => bench.cleanUp());

async function newPerson() {
  const [userId] = (await addUsers(database, 1)) as [UserId];
  const perform = (change: ChangeInput): Promise<OperationAnswer> =>
    holdfast.selections.perform({ userId }, { operationId: randomUUID() as OperationId, change });
  const make = async (name: string): Promise<GroupId> => (await perform({ kind: "create_group", name })).groupId as GroupId;
  const places = async (): Promise<readonly number[]> => {
    await holdfast.selections.flush(userId);
    const rows = await database.query("select place from holdfast.selection_group where owner_id = $1 order by place", [userId]);
    return rows.map(({ place }) => Number(place));
  };
  const names = async (): Promise<readonly string[]> => {
    await holdfast.selections.flush(userId);
    const rows = await database.query("select name from holdfast.selection_group where owner_id = $1 order by place", [userId]);
    const { groups } = await holdfast.selections.groups(userId);
    expect(rows.map(({ name }) => name)).toEqual(groups.map(({ name }) => name));
    return groups.map(({ name }) => name);
  };
  return { perform, make, names, places };
}

it("[SE-09] a group comes back to its place although another before it is gone", async () => {
  const { perform, make, names } = await newPerson();
  const [first, second] = [await make("First"), await make("Second"), await make("Third")];
  await perform({ kind: "delete_group", group: first });
  await perform({ kind: "delete_group", group: second });
  await perform({ kind: "undo" });
  expect(await names()).toEqual(["My selection", "Second", "Third"]);
  await perform({ kind: "undo" });
  expect(await names()).toEqual(["My selection", "First", "Second", "Third"]);
});

it("[SE-09] an undone deletion or order leaves every place as it was, gaps of deleted groups too", async () => {
  const { perform, make, names, places } = await newPerson();
  const [first, second, third] = [await make("First"), await make("Second"), await make("Third"), await make("Fourth")];
  await perform({ kind: "delete_group", group: first });
  await perform({ kind: "delete_group", group: second });
  await perform({ kind: "undo" });
  expect(await places()).toEqual([0, 2, 3, 4]);
  await perform({ kind: "reorder_groups", order: [third] });
  await perform({ kind: "undo" });
  expect(await names()).toEqual(["My selection", "Second", "Third", "Fourth"]);
  expect(await places()).toEqual([0, 2, 3, 4]);
});

it("[SE-09] a group whose place was taken comes back in front of who took it", async () => {
  const { perform, make, names } = await newPerson();
  const [first, second] = [await make("First"), await make("Second")];
  const { operationId } = await perform({ kind: "delete_group", group: first });
  await perform({ kind: "reorder_groups", order: [second] });
  await perform({ kind: "undo", operationId });
  expect(await names()).toEqual(["Second", "First", "My selection"]);
});

it("[SE-09] an undone order comes back in front of a group that was made since", async () => {
  const { perform, make, names } = await newPerson();
  const [first, second] = [await make("First"), await make("Second")];
  await perform({ kind: "delete_group", group: first });
  const { operationId } = await perform({ kind: "reorder_groups", order: [second] });
  await make("New");
  await perform({ kind: "undo", operationId });
  expect(await names()).toEqual(["My selection", "Second", "New"]);
});

it("[SE-09] [SY-05] a long name that ends in an emoji is shortened between letters, and nothing is refused by the database", async () => {
  const { perform, make, names } = await newPerson();
  const name = `${"x".repeat(108)}😀`;
  const group = await make(name);
  const { operationId } = await perform({ kind: "delete_group", group });
  await make(name);
  await perform({ kind: "undo", operationId });
  expect(await names()).toEqual(["My selection", `${"x".repeat(108)} (restored)`, name]);
  expect(holdfast.status().drain).toMatchObject({ pending: 0, quarantined: 0 });
});

it("[SE-05] names are the same where the database says so: letter by letter, whatever stands beside them", async () => {
  const { make, names } = await newPerson();
  await make("ΟΔΟΣ");
  await expect(make("οδοσ")).rejects.toMatchObject({ code: "group_name_taken" });
  await make("ordinary");
  await expect(make("Ordinary")).rejects.toMatchObject({ code: "group_name_taken" });
  expect(await names()).toEqual(["My selection", "ΟΔΟΣ", "ordinary"]);
});
