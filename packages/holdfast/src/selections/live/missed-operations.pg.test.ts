// A reader of live changes who comes back after a restart, after very many changes, or too late.
import { randomUUID } from "node:crypto";
import type { ChangeInput, OperationId, Position, RecordId, StreamEvent, UserId } from "@holdfast/contract";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Holdfast } from "../../holdfast.js";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";

const database = testDatabase();
let bench: TestHoldfast;
let records: readonly RecordId[] = [];
let userId: UserId;

beforeAll(async () => {
  records = await addRecords(database, 500);
});
beforeEach(async () => {
  bench = await createTestHoldfast(database);
  [userId] = (await addUsers(database, 1)) as unknown as [UserId];
});
afterEach(() => bench.cleanUp());

const perform = (holdfast: Holdfast, change: ChangeInput) =>
  holdfast.selections.perform({ userId }, { operationId: randomUUID() as OperationId, change });
const tick = (holdfast: Holdfast, index: number) =>
  perform(holdfast, { kind: index % 2 === 0 ? "select" : "deselect", recordId: records[Math.floor(index / 2) % 40]! });

async function missedSince(holdfast: Holdfast, after: Position): Promise<readonly StreamEvent[]> {
  const events: StreamEvent[] = [];
  const subscription = await holdfast.selections.subscribe(userId, after, (event) => events.push(event));
  subscription.close();
  return events.filter(({ type }) => type !== "applied");
}

it("[RT-01] a restart of the process costs a reader nothing: what came before and after it is told in order, with counts", async () => {
  const first = await bench.open();
  const { position, groupId } = await perform(first, { kind: "select", recordId: records[0]! });
  const made = await perform(first, { kind: "create_group", name: "Fire" });
  await perform(first, { kind: "bulk_select", recordIds: records.slice(1, 4) });
  await perform(first, { kind: "deselect", recordId: records[2]! });
  await first.close();
  const second = await bench.open();
  await perform(second, { kind: "select", group: made.groupId!, recordId: records[5]! });
  const events = await missedSince(second, position);
  expect(
    events.map((event) => (event.type === "selection" ? [event.groupId, event.added, event.removed, event.count] : event.type)),
  ).toEqual([
    [groupId, records.slice(1, 4), [], 4],
    [groupId, [], [records[2]], 3],
    [made.groupId, [records[5]], [], 1],
    "groups",
  ]);
  await second.close();
});

it("[RT-01] [UI-02] a reader who was away while its change was applied is told so when it comes back", async () => {
  const holdfast = await bench.open();
  const { position } = await perform(holdfast, { kind: "select", recordId: records[0]! });
  await holdfast.selections.flush(userId);
  const events: StreamEvent[] = [];
  const subscription = await holdfast.selections.subscribe(userId, position, (event) => events.push(event));
  expect(events).toEqual([{ type: "applied", position: expect.any(Number) as number }]);
  expect(events[0]).toHaveProperty(
    "position",
    expect.toSatisfy((applied: number) => applied >= position),
  );
  subscription.close();
  await holdfast.close();
});

it("[RT-01] 2,000 missed changes are told one by one, none left out and none twice", async () => {
  const holdfast = await bench.open();
  await perform(holdfast, { kind: "bulk_select", recordIds: [...records] });
  const { position, version } = await perform(holdfast, { kind: "clear_all" });
  const kinds = Array.from({ length: 4 }, (_, round) => (round % 2 === 0 ? ("select" as const) : ("deselect" as const)));
  for (const kind of kinds)
    for (let first = 0; first < records.length; first += 25)
      await Promise.all(records.slice(first, first + 25).map((recordId) => perform(holdfast, { kind, recordId })));
  const versions = (await missedSince(holdfast, position)).map((event) =>
    event.type === "selection" ? event.version : event.type,
  );
  expect(versions).toEqual(Array.from({ length: 2000 }, (_, index) => version + index + 1));
  await holdfast.close();
});

it("[RT-01] what can no longer be told one by one is a reset that names what to read", async () => {
  const holdfast = await bench.open();
  const { position } = await tick(holdfast, 0);
  for (let index = 1; index <= 300; index += 1) await tick(holdfast, index);
  await holdfast.selections.flush(userId);
  await database.query("update holdfast.operation set at = at - interval '31 days' where user_id = $1 and position > $2", [
    userId,
    position,
  ]);
  const reset = { type: "reset", position: expect.any(Number) as number, reload: ["groups", "connections"] };
  expect(await missedSince(holdfast, position)).toEqual([reset]);
  // A place that no journal of ours has given.
  expect(await missedSince(holdfast, 900_000_000 as Position)).toEqual([reset]);
  await holdfast.close();
});

it("[SY-12] a change by somebody else's SQL among what was missed is not passed over", async () => {
  const holdfast = await bench.open({ outsideCheckMs: 50 });
  const { position, groupId, version } = await perform(holdfast, { kind: "bulk_select", recordIds: records.slice(0, 5) });
  await holdfast.selections.flush(userId);
  await database.query("delete from holdfast.selection where group_id = $1 and record_id = $2", [groupId, records[0]]);
  await expect
    .poll(async () => (await holdfast.selections.group(userId, "default"))?.version, { timeout: 5000 })
    .toBe(version + 1);
  await tick(holdfast, 20);
  await holdfast.close();
  const again = await bench.open();
  expect((await missedSince(again, position)).map(({ type }) => type)).toEqual(["reset"]);
  await again.close();
});
