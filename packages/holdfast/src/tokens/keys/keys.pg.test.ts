// TK-08: rotation beside writers, stopped and gone on with; counts by key; and a key that is in use stays.
import { randomUUID } from "node:crypto";
import type { TokenId, UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "../../database/index.js";
import { systemClock } from "../../runtime/clock.js";
import { generateKey, Keyring } from "../../security/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { sealColumn } from "../held/held-seal.js";
import { createTokens, type TokenRoom } from "../index.js";
import { openFaultyDatabase } from "../test-room.js";
import { createKeys } from "./create-keys.js";
import type { KeyCensus } from "./key-census.js";

const server = testDatabase();
const [oldest, older, newest] = ["k1", "k2", "k3"].map((id) => generateKey(id).reveal()) as [string, string, string];
const ring = (...keys: readonly string[]): Keyring => Keyring.parse(keys.join(","));
const before = ring(older, oldest);
const after = ring(newest, older, oldest);

let database: Database;
beforeAll(() => void (database = openFaultyDatabase(server)));
afterAll(() => database.close());

const open = (keyring: Keyring): TokenRoom => createTokens({ database, keyring, clock: systemClock });
const keysOf = (keyring: Keyring) => createKeys({ database, keyring, clock: systemClock });
const request = (accessToken: string) => ({
  accessToken,
  refreshToken: `refresh-${accessToken}`,
  tokenType: "Bearer",
  scopes: [],
  metadata: {},
});
const rowsOf = (census: KeyCensus) => Object.fromEntries(census.keys.map(({ id, rows }) => [id, rows]));

async function newUsers(count: number): Promise<readonly UserId[]> {
  const users = Array.from({ length: count }, () => randomUUID() as UserId);
  await server.query(
    "insert into holdfast.app_user (id, email, created_at) select id, id || '@example.org', now() from unnest($1::uuid[]) as id",
    [users],
  );
  return users;
}

/** Rows as they were written under a keyring, one for each user. */
async function fill(keyring: Keyring, users: readonly UserId[]): Promise<void> {
  const rows = users.map((userId) => ({ id: randomUUID() as TokenId, userId }));
  const sealed = (column: "access_token" | "refresh_token") =>
    rows.map(({ id, userId }) => sealColumn(keyring, { id, generation: 1 }, column, `${column}-${userId}`));
  await server.query(
    `insert into holdfast.held_token (id, user_id, provider, status, access_token, refresh_token, key_id, token_type, created_at, updated_at)
     select id, user_id, 'github', 'active', access, refresh, $5, 'Bearer', now(), now()
     from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[]) as row (id, user_id, access, refresh)`,
    [rows.map(({ id }) => id), users, sealed("access_token"), sealed("refresh_token"), keyring.currentId],
  );
}

async function textOf(tokens: TokenRoom, userId: UserId): Promise<string> {
  const token = await tokens.get(userId, "github");
  return token.status === "active" ? token.accessToken.reveal() : token.status;
}

/** Puts tokens again and again until it is stopped; remembers the last of each user. */
function startWriter(tokens: TokenRoom, users: readonly UserId[]) {
  const [written, ending] = [new Map<UserId, string>(), new AbortController()];
  const run = async (): Promise<void> => {
    for (let round = 0; !ending.signal.aborted; round += 1) {
      const userId = users[round % users.length] as UserId;
      const text = `written-${round}`;
      await tokens.put({ userId }, { provider: "github" }, request(text));
      written.set(userId, text);
    }
  };
  const running = run();
  return { written, stop: async () => (ending.abort(), running) };
}

test(
  "[TK-08, L-19] 2,000 rows come under the newest key beside two writers, though the rotation is stopped twice",
  { timeout: 60_000 },
  async () => {
    const users = await newUsers(2000);
    await fill(ring(oldest), users.slice(0, 900));
    await fill(before, users.slice(900));
    const keys = keysOf(after);
    expect(rowsOf(await keys.census())).toEqual({ k1: 900, k2: 1100, k3: 0 });
    const writers = [startWriter(open(after), users.slice(0, 300)), startWriter(open(after), users.slice(1700))];
    const stoppedAt: number[] = [];
    for (let stop = 0; stop < 2; stop += 1) {
      const killer = new AbortController();
      const onProgress = ({ resealed }: { readonly resealed: number }): void => void (resealed >= 300 && killer.abort());
      const report = await keys.rotate({ batchSize: 100, signal: killer.signal, onProgress });
      expect(report.finished).toBe(false);
      stoppedAt.push(report.census.outdated);
    }
    const report = await keys.rotate({ batchSize: 100, to: "k3" });
    await Promise.all(writers.map((writer) => writer.stop()));
    expect(report).toMatchObject({ finished: true, unopened: [], to: "k3" });
    expect(stoppedAt[0]).toBeGreaterThan(stoppedAt[1]!);
    expect(rowsOf(await keys.census())).toEqual({ k1: 0, k2: 0, k3: 2000 });

    const written = new Map(writers.flatMap((writer) => [...writer.written]));
    const reader = open(ring(newest));
    const found: string[] = [];
    // No more at a time than the pool has connections.
    for (let start = 0; start < users.length; start += 8) {
      found.push(...(await Promise.all(users.slice(start, start + 8).map((userId) => textOf(reader, userId)))));
    }
    expect(found).toEqual(users.map((userId) => written.get(userId) ?? `access_token-${userId}`));
    const [{ resealed } = {}] = await server.query(
      "select count(*)::integer as resealed from holdfast.audit_event where action = 'held_token_resealed'",
    );
    expect(resealed).toBeGreaterThan(1000);
  },
);

test("[TK-08] [UI-06] in the background it is begun once, stopped with what it had done, and gone on with", async () => {
  await fill(before, await newUsers(1200));
  const { background, census } = keysOf(after);
  const actor = { userId: null };
  expect(background.state).toMatchObject({ state: "none", startedAt: null });
  const begun = background.start(actor);
  expect([begun.state, background.start(actor).startedAt]).toEqual(["running", begun.startedAt]);
  await expect.poll(() => background.state.resealed, { interval: 5 }).toBeGreaterThan(0);
  const stopped = await background.stop();
  expect(stopped).toMatchObject({ state: "stopped", total: 1200, problem: null });
  expect((await census()).outdated).toBe(1200 - stopped.resealed);
  background.start(actor);
  await expect.poll(() => background.state.state, { timeout: 15_000 }).toBe("finished");
  expect([background.state.resealed, (await census()).outdated]).toEqual([1200 - stopped.resealed, 0]);
});

test("[TK-08] sealing anew changes no generation and disturbs no cache", async () => {
  const [userId] = (await newUsers(1)) as [UserId];
  await fill(before, [userId]);
  const client = await database.connect("test listener");
  const heard: string[] = [];
  client.on("notification", ({ payload }) => void heard.push(payload ?? ""));
  await client.query("listen holdfast_change");
  await keysOf(after).rotate();
  await client.query("select 1");
  await client.end();
  expect(heard.filter((payload) => payload.includes("token"))).toEqual([]);
  const [row] = await server.query("select generation::integer, key_id from holdfast.held_token where user_id = $1", [userId]);
  expect(row).toEqual({ generation: 1, key_id: "k3" });
});

test("[TK-08] a dry run counts and changes nothing, and the rotation goes to the current key only", async () => {
  await fill(before, await newUsers(3));
  const keys = keysOf(after);
  expect(await keys.rotate({ dryRun: true })).toMatchObject({ dryRun: true, total: 3, resealed: 0, finished: false });
  expect((await keys.census()).outdated).toBe(3);
  await expect(keys.rotate({ to: "k2" })).rejects.toMatchObject({ code: "invalid_request" });
  expect(await keys.rotate()).toMatchObject({ resealed: 3, finished: true });
});

test("[TK-08] a row that does not open is named, left as it is, and does not stop the others", async () => {
  const [broken, foreign, good] = (await newUsers(3)) as [UserId, UserId, UserId];
  await fill(before, [broken, good]);
  await fill(Keyring.parse(generateKey("gone")), [foreign]);
  await server.query("update holdfast.held_token set refresh_token = '\\x00' where user_id = $1", [broken]);
  const report = await keysOf(after).rotate();
  expect(report).toMatchObject({ resealed: 1, finished: true });
  expect(report.unopened.map(({ keyId, reason }) => [keyId, reason]).toSorted()).toEqual([
    ["gone", "key_missing"],
    ["k2", "unseal_failed"],
  ]);
  expect(report.census.keys.find(({ id }) => id === "gone")).toMatchObject({ inKeyring: false, rows: 1 });
  await server.query("delete from holdfast.held_token where user_id = any($1)", [[broken, foreign]]);
});

test("[TK-07] [TK-08, L-19] every row is opened and counted by its key, and those that do not open are named without what is in them", async () => {
  const users = await newUsers(7);
  const [broken, foreign, moved] = users as [UserId, UserId, UserId];
  await fill(before, users.slice(2));
  await fill(after, [broken]);
  await fill(Keyring.parse(generateKey("gone")), [foreign]);
  await server.query("update holdfast.held_token set access_token = refresh_token where user_id = any($1)", [[broken, moved]]);
  const seen: number[] = [];
  const report = await keysOf(after).verify({ batchSize: 3, onProgress: ({ checked }) => void seen.push(checked) });
  expect(report).toMatchObject({ failed: 3, finished: true });
  expect(report.checked).toBe(report.total);
  expect(report.keys.find(({ keyId }) => keyId === "k2")).toEqual({ keyId: "k2", opened: 4, unopened: 1 });
  expect(report.unopened.map(({ keyId, reason }) => [keyId, reason]).toSorted()).toEqual([
    ["gone", "key_missing"],
    ["k2", "unseal_failed"],
    ["k3", "unseal_failed"],
  ]);
  expect(JSON.stringify(report)).not.toMatch(/_token-/);
  expect(seen.length).toBeGreaterThan(2);
  const stop = new AbortController();
  const stopped = await keysOf(after).verify({ batchSize: 3, signal: stop.signal, onProgress: () => stop.abort() });
  expect(stopped).toMatchObject({ checked: 3, finished: false });
  await server.query("delete from holdfast.held_token where user_id = any($1)", [users]);
});

test("[TK-08] a key in use or current is not retired; a retired one is refused to every writer", async () => {
  const [userId, other] = (await newUsers(2)) as [UserId, UserId];
  await fill(before, [userId]);
  const keys = keysOf(after);
  await expect(keys.retire("k3")).rejects.toMatchObject({ code: "key_in_use" });
  await expect(keys.retire("k2")).rejects.toMatchObject({ code: "key_in_use", details: { data: { keyId: "k2", rows: 1 } } });
  await keys.rotate();
  expect(rowsOf(await keys.retire("k2", { dryRun: true }))["k2"]).toBe(0);
  await keys.retire("k2");
  await expect(open(before).put({ userId: other }, { provider: "github" }, request("late"))).rejects.toMatchObject({
    code: "23001",
  });
  await open(after).put({ userId: other }, { provider: "github" }, request("fine"));
  expect((await keys.census()).keys.find(({ id }) => id === "k2")?.retiredAt).toBeTypeOf("string");
});
