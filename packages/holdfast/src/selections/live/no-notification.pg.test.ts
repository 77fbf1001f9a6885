// A notification inside a commit makes PostgreSQL take one lock for all commits: selections, which are many, send none.
import { randomUUID } from "node:crypto";
import type { ChangeInput, RecordId, UserId } from "@holdfast/contract";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";

const database = testDatabase();
let bench: TestHoldfast;
let records: readonly RecordId[] = [];
beforeAll(async () => {
  records = await addRecords(database, 40);
  bench = await createTestHoldfast(database);
});
afterAll(() => bench.cleanUp());

/** Topics that were told, and when all that are waited for were among them. */
async function listen(...until: readonly string[]) {
  const client = new pg.Client({ connectionString: database.ownerUrl, application_name: "listener" });
  await client.connect();
  const topics: string[] = [];
  const heard = new Promise<void>((resolve) => {
    client.on("notification", ({ payload = "{}" }) => {
      const { topic } = JSON.parse(payload) as { readonly topic: string };
      topics.push(topic);
      if (until.every((awaited) => topics.includes(awaited))) resolve();
    });
  });
  await client.query("listen holdfast_change");
  return { topics, heard, close: () => client.end() };
}

it("[SY-01, L-27] changes of selections send no notification; a change of a token, which is rare, does", async () => {
  const holdfast = await bench.open();
  const [userId] = (await addUsers(database, 1)) as unknown as [UserId];
  const listening = await listen("heartbeat", "held_token");
  const perform = (change: ChangeInput) => holdfast.selections.perform({ userId }, { operationId: randomUUID(), change });
  const group = (await perform({ kind: "create_group", name: "Quiet" })).groupId as string;
  await perform({ kind: "bulk_select", group, recordIds: [...records] });
  await perform({ kind: "annotate", group, recordIds: records.slice(0, 3), note: "n" });
  await perform({ kind: "move", group, to: "default", recordIds: records.slice(0, 5) });
  await perform({ kind: "clear_all", group });
  await perform({ kind: "undo" });
  await perform({ kind: "delete_group", group });
  expect(await holdfast.selections.flush(userId)).toMatchObject({ state: "applied" });
  await holdfast.tokens.put({ userId }, { provider: "quiet" }, { accessToken: "a", tokenType: "Bearer" });
  await listening.heard;
  expect(new Set(listening.topics)).toEqual(new Set(["heartbeat", "held_token"]));
  expect(listening.topics.filter((topic) => topic !== "heartbeat")).toEqual(["held_token"]);
  await listening.close();
});

it("[L-27] no trigger on a table that the drain writes sends one, to whatever channel", async () => {
  const rows = await database.query(
    `select relation.relname as table
     from pg_trigger trigger
     join pg_class relation on relation.oid = trigger.tgrelid
     join pg_proc called on called.oid = trigger.tgfoid
     where called.prosrc ~* 'pg_notify|notify' and relation.relnamespace = 'holdfast'::regnamespace`,
  );
  const tables = rows.map((row) => row["table"]);
  expect(tables).not.toHaveLength(0);
  for (const quiet of ["selection", "selection_group", "operation", "audit_event", "journal_lane", "outside_change"])
    expect(tables).not.toContain(quiet);
});
