// TK-09: from a table of plaintext to sealed rows, stopped and gone on with, verified, and wiped only then.
import { randomUUID } from "node:crypto";
import type { UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AuditRecorder } from "../../audit/index.js";
import type { Database } from "../../database/index.js";
import { systemClock } from "../../runtime/clock.js";
import { generateKey, Keyring } from "../../security/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { createTokens } from "../index.js";
import { openFaultyDatabase } from "../test-room.js";
import type { ImportRoom } from "./import-page.js";
import { importPlaintextTokens, importTokenLines, type PlaintextImport } from "./import-plaintext.js";

const server = testDatabase();
const keyring = Keyring.parse(generateKey());
const clock = systemClock;
let database: Database;
let room: ImportRoom;

beforeAll(() => {
  database = openFaultyDatabase(server);
  room = { database, keyring, clock, audit: new AuditRecorder(clock), follow: () => undefined };
});
afterAll(() => database.close());

let tables = 0;
/** A table as the application has it, with one row for each user. */
async function newTable(count: number) {
  tables += 1;
  const table = `platform_tokens_${tables}`;
  const users = Array.from({ length: count }, () => randomUUID() as UserId);
  await server.query(
    "insert into holdfast.app_user (id, email, created_at) select id, id || '@example.org', now() from unnest($1::uuid[]) as id",
    [users],
  );
  await server.query(
    `create table public.${table} (id bigserial primary key, user_id uuid, platform text, access_token text, refresh_token text, expires_at timestamp)`,
  );
  await server.query(
    `insert into public.${table} (user_id, platform, access_token, refresh_token, expires_at)
     select id, 'mastodon', 'access-' || id, case when place % 2 = 0 then 'refresh-' || id end, timestamp '2040-01-02 03:04:05'
     from unnest($1::uuid[]) with ordinality as source (id, place) order by place`,
    [users],
  );
  const left = async (): Promise<unknown> =>
    (
      await server.query(
        `select count(*)::integer as rows, count(access_token)::integer as access, count(refresh_token)::integer as refresh from public.${table}`,
      )
    )[0];
  const run = (more: Partial<PlaintextImport> = {}) =>
    importPlaintextTokens(room, { source: { url: server.ownerUrl, table }, batchSize: 500, ...more });
  return { table, users, left, run };
}

async function heldBy(users: readonly UserId[]): Promise<readonly string[]> {
  const tokens = createTokens({ database, keyring, clock });
  return Promise.all(
    users.map(async (userId) => {
      const token = await tokens.get(userId, "mastodon");
      return token.status === "active" ? token.accessToken.reveal() : token.status;
    }),
  );
}

test(
  "[TK-09] 5,000 rows are moved, though the run is stopped in the middle, and wiped only when it is asked for",
  { timeout: 60_000 },
  async () => {
    const { users, left, run } = await newTable(5000);
    expect(await run({ dryRun: true })).toMatchObject({ read: 5000, copied: 5000, verified: 0, finished: true, dryRun: true });
    const stop = new AbortController();
    const seen: number[] = [];
    const stopped = await run({
      signal: stop.signal,
      onProgress: ({ copied }) => void (seen.push(copied), copied >= 2000 && stop.abort()),
    });
    const done = stopped.copied;
    expect(stopped).toMatchObject({ verified: done, wiped: 0, finished: false });
    // The batches that were under way came to their end.
    expect([done >= 2000, done <= 3000, done % 500, seen.at(-1)]).toEqual([true, true, 0, done]);
    expect(await run()).toMatchObject({
      read: 5000,
      already: done,
      copied: 5000 - done,
      verified: 5000 - done,
      wiped: 0,
      refused: 0,
      finished: true,
    });
    expect(await left()).toEqual({ rows: 5000, access: 5000, refresh: 2500 });
    const some = users.filter((_, index) => index % 50 === 0);
    expect(await heldBy(some)).toEqual(some.map((userId) => `access-${userId}`));
    expect(await run({ wipe: true })).toMatchObject({ already: 5000, copied: 0, wiped: 5000 });
    expect(await left()).toEqual({ rows: 5000, access: 0, refresh: 0 });
    expect(await run({ wipe: true })).toMatchObject({ already: 5000, wiped: 0, refused: 0 });
    const [expiry] = await server.query(
      "select distinct expires_at at time zone 'UTC' = timestamp '2040-01-02 03:04:05' as right from holdfast.held_token",
    );
    expect(expiry).toEqual({ right: true });
  },
);

test("[TK-09, L-17] a marker says what became of each row, and nothing of it is a secret", async () => {
  const { table, users, run } = await newTable(3);
  await run();
  await run({ wipe: "delete" });
  const rows = await server.query(
    "select state, salt, digest, marker::text as everything from holdfast.plaintext_import marker where source = $1",
    [table],
  );
  expect(rows.map(({ state, salt, digest }) => [state, salt, digest])).toEqual(Array(3).fill(["wiped", null, null]));
  expect(rows.some(({ everything }) => users.some((userId) => String(everything).includes(userId)))).toBe(false);
  const trail = await server.query(
    "select metadata ->> 'importedFrom' as source from holdfast.audit_event where user_id = any($1)",
    [users],
  );
  expect(trail).toEqual(Array(3).fill({ source: table }));
});

test("[TK-09] what changed in the source after it was copied is named and never wiped", async () => {
  const { table, left, run } = await newTable(3);
  await run();
  await server.query(`update public.${table} set access_token = 'newer' where id = 2`);
  const report = await run({ wipe: "empty" });
  expect(report).toMatchObject({ superseded: 1, wiped: 2 });
  expect(report.notImported).toEqual([{ key: "2", reason: expect.stringContaining("changed") as string }]);
  expect(await left()).toMatchObject({ rows: 3 });
  expect(await server.query(`select access_token from public.${table} where id = 2`)).toEqual([{ access_token: "newer" }]);
});

test("[TK-09] what was copied and not verified is verified by the next run; what does not match is refused and not wiped", async () => {
  const { table, users, left, run } = await newTable(2);
  await run();
  await server.query("update holdfast.plaintext_import set state = 'copied', verified_at = null where source = $1", [table]);
  await server.query("update holdfast.held_token set access_token = refresh_token where user_id = $1", [users[1]]);
  const report = await run({ wipe: true });
  expect(report).toMatchObject({ already: 2, verified: 1, wiped: 1, refused: 1 });
  expect(await left()).toMatchObject({ access: 1 });
});

test("[TK-09] rows that cannot be held are named with their reason, and stay", async () => {
  const { table, users, left, run } = await newTable(4);
  await createTokens({ database, keyring, clock }).put(
    { userId: users[0]! },
    { provider: "mastodon" },
    { accessToken: "ours", tokenType: "Bearer", scopes: [], metadata: {} },
  );
  await server.query(`update public.${table} set user_id = gen_random_uuid() where id = 2`);
  await server.query(`update public.${table} set platform = 'no name' where id = 3`);
  const report = await run({ wipe: true });
  expect(report).toMatchObject({ read: 4, copied: 1, wiped: 1, kept: 1, refused: 2 });
  expect(report.notImported.map(({ key, reason }) => `${key}: ${reason}`).toSorted()).toEqual([
    "1: a token of this name is held already",
    "2: there is no such user",
    expect.stringMatching(/^3: provider is not valid/),
  ]);
  expect(await left()).toMatchObject({ access: 3 });
  expect(await heldBy([users[0]!])).toEqual(["ours"]);
});

test("[TK-09] any table and any columns can be named, and nothing but names", async () => {
  const { users } = await newTable(1);
  await server.query('create schema "Legacy"');
  await server.query('create table "Legacy"."Grants" ("Ref" text primary key, owner uuid, kind text, secret text not null)');
  await server.query("insert into \"Legacy\".\"Grants\" values ('a', $1, 'forge', 'legacy-secret')", [users[0]]);
  const columns = { key: "Ref", userId: "owner", provider: "kind", accessToken: "secret" };
  const source = { url: server.ownerUrl, table: "Legacy.Grants", columns };
  await expect(importPlaintextTokens(room, { source, wipe: true })).rejects.toMatchObject({ code: "invalid_request" });
  expect(await importPlaintextTokens(room, { source, wipe: "empty" })).toMatchObject({ already: 1, wiped: 1 });
  for (const bad of [
    { ...source, table: "x; drop table y" },
    { ...source, table: "public.absent" },
    { ...source, columns: { key: 'id" or true' } },
  ]) {
    await expect(importPlaintextTokens(room, { source: bad })).rejects.toMatchObject({ code: "configuration_invalid" });
  }
});

test("[TK-09] a store in memory is imported from JSON lines, whatever way they hold the tokens", async () => {
  const { users } = await newTable(3);
  const lines = [
    JSON.stringify({ user_id: users[0], provider: "mastodon", access_token: "flat", expires_at: 2_208_988_800 }),
    "",
    JSON.stringify({ user_id: users[1], platform: "mastodon", tokens: { access_token: "nested", refresh_token: "r" } }),
    JSON.stringify({ user_id: users[2], provider: "mastodon", access_token: "" }),
  ];
  const run = () =>
    importTokenLines(room, {
      name: "store.jsonl",
      lines: (async function* () {
        yield* lines;
      })(),
      batchSize: 2,
    });
  expect(await run()).toMatchObject({ read: 3, copied: 2, verified: 2, already: 1, finished: true });
  expect(await heldBy(users)).toEqual(["flat", "nested", "absent"]);
  expect(await run()).toMatchObject({ copied: 0, already: 3 });
  lines.push("{not json");
  await expect(run()).rejects.toMatchObject({
    code: "invalid_request",
    message: expect.not.stringContaining("not json") as string,
  });
});
