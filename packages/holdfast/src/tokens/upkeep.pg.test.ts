// What is done beside serving: warming, comparing, sweeping, searching and looking back, against PostgreSQL.
import { randomUUID } from "node:crypto";
import type { Actor, TokenId, UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../runtime/clock.js";
import { generateKey, Keyring } from "../security/index.js";
import { testDatabase } from "../testing/vitest.js";
import { createTokens, type TokenRoom, type TokensOptions } from "./index.js";
import { type FaultyDatabase, openFaultyDatabase } from "./test-room.js";

const server = testDatabase();
const keyring = Keyring.parse(generateKey());
const day = 86_400_000;
let database: FaultyDatabase;
beforeAll(() => void (database = openFaultyDatabase(server)));
afterAll(() => database.close());

/** Everything in the background is off unless a test asks for it. */
const still = { warm: { most: 0 }, reconcileEvery: 0, sweepEvery: 0 };
function open(options: Partial<TokensOptions> = {}): TokenRoom {
  return createTokens({ database, keyring, clock: systemClock, upkeep: still, ...options });
}
async function newActor(): Promise<Actor> {
  const userId = randomUUID() as UserId;
  await server.query("insert into holdfast.app_user (id, email, created_at) values ($1, $2, now())", [
    userId,
    `${userId}@example.org`,
  ]);
  return { userId, address: "192.0.2.44" };
}
const request = (accessToken: string, more: { readonly expiresAt?: string } = {}) => ({
  accessToken,
  tokenType: "Bearer",
  scopes: [],
  metadata: {},
  ...more,
});
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();
const status = async (tokens: TokenRoom, { userId }: Actor, provider: string): Promise<string> =>
  (await tokens.get(userId, provider)).status;

/** Answers when the warming of this room has come to its end. */
async function warmed(tokens: TokenRoom) {
  await tokens.start();
  for (;;) {
    const { warming } = tokens.administration.upkeep();
    if (warming.state !== "running") return warming;
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
}

test("[TK-16] after a start the most recently used are in memory first, and serving did not wait", async () => {
  const [writer, actor] = [open(), await newActor()];
  for (const provider of ["old", "newer", "newest", "never", "revoked"]) await writer.put(actor, { provider }, request(provider));
  await writer.revoke(actor, { provider: "revoked" });
  const session = (await writer.mint({ kind: "session", userId: actor.userId })).text.reveal();
  for (const [index, provider] of ["old", "newer", "newest"].entries()) {
    await server.query(
      "update holdfast.held_token set last_used_at = now() - make_interval(hours => $2) where user_id = $1 and provider = $3",
      [actor.userId, 10 - index, provider],
    );
  }
  await server.query("update holdfast.issued_token set last_used_at = now() where user_id = $1", [actor.userId]);
  const tokens = open({ upkeep: { ...still, warm: { most: 2, batchSize: 1, pause: 0 } } });
  expect(tokens.administration.upkeep().warming.state).toBe("waiting");
  expect(await warmed(tokens)).toMatchObject({ state: "done", loaded: 3, read: 3 });
  const before = database.transactions;
  expect([
    await status(tokens, actor, "newest"),
    await status(tokens, actor, "newer"),
    (await tokens.verify("session", session)).status,
  ]).toEqual(["active", "active", "valid"]);
  expect(database.transactions).toBe(before);
  expect(await status(tokens, actor, "old")).toBe("active");
  expect(database.transactions).toBe(before + 1);
  await tokens.stop();
});

test("[TK-16] warming brings nothing back that was revoked while it read, and a missing database only ends it", async () => {
  const [writer, actor] = [open(), await newActor()];
  await writer.put(actor, { provider: "race" }, request("race"));
  await server.query("update holdfast.held_token set last_used_at = now() + interval '1 hour' where user_id = $1", [
    actor.userId,
  ]);
  const tokens = open({ upkeep: { ...still, warm: { most: 1 } } });
  const [issuedRead, heldRead] = [database.holdNext(), database.holdNext()];
  const ended = warmed(tokens);
  (await issuedRead).release();
  const held = await heldRead;
  await tokens.revoke(actor, { provider: "race" });
  held.release();
  expect((await ended).state).toBe("done");
  expect(await status(tokens, actor, "race")).toBe("revoked");
  await tokens.stop();
  database.down = true;
  const lonely = open({ upkeep: { ...still, warm: { most: 1 } } });
  expect((await warmed(lonely)).state).toBe("failed");
  database.down = false;
  await lonely.stop();
});

test("[TK-18] what differs from the database is repaired and counted, whichever way it differs", async () => {
  const [here, there, actor] = [open(), open(), await newActor()];
  const providers = ["same", "replaced", "revoked", "deleted", "rewound"];
  for (const provider of providers) await here.put(actor, { provider }, request(provider));
  await here.put(actor, { provider: "rewound" }, request("rewound"));
  const { text, token } = await here.mint({ kind: "session", userId: actor.userId });
  await there.put(actor, { provider: "replaced" }, request("newer"));
  await there.revoke(actor, { provider: "revoked" });
  await there.revokeIssued(actor, token.id);
  await server.query("delete from holdfast.held_token where user_id = $1 and provider = 'deleted'", [actor.userId]);
  await server.query("update holdfast.held_token set generation = 1 where user_id = $1 and provider = 'rewound'", [actor.userId]);
  expect(await here.administration.reconcile()).toEqual({ checked: 6, outdated: 3, missing: 1, ahead: 1 });
  expect(await here.administration.reconcile()).toMatchObject({ outdated: 0, missing: 0, ahead: 0 });
  expect(await Promise.all(["same", "revoked", "deleted"].map((provider) => status(here, actor, provider)))).toEqual([
    "active",
    "revoked",
    "absent",
  ]);
  const replaced = await here.get(actor.userId, "replaced");
  expect(replaced.status === "active" && replaced.accessToken.reveal()).toBe("newer");
  expect(await here.verify("session", text.reveal())).toEqual({ status: "revoked" });
  expect(here.administration.upkeep().reconciled).toMatchObject({ outdated: 3, missing: 1, ahead: 1 });
});

test("[TK-18] in the background a sample is compared, and all have their turn", async () => {
  const [here, there, actor] = [open({ upkeep: { ...still, reconcileEvery: 5, reconcileSample: 2 } }), open(), await newActor()];
  for (let index = 0; index < 7; index += 1) await here.put(actor, { provider: `p${index}` }, request("x"));
  for (let index = 0; index < 7; index += 1) await there.revoke(actor, { provider: `p${index}` });
  await here.start();
  while (here.administration.upkeep().reconciled.outdated < 7) await new Promise<void>((resolve) => void setImmediate(resolve));
  expect(await status(here, actor, "p6")).toBe("revoked");
  await here.stop();
});

test("[TK-25] the history of a token says what was done, by whom, why and at which generation, and holds no secret", async () => {
  const [tokens, actor, stranger] = [open(), await newActor(), await newActor()];
  const name = { provider: "history" };
  const { id } = await tokens.put(actor, name, request("hidden-one"));
  await tokens.put(actor, name, request("hidden-two"));
  await tokens.revoke(actor, name, "lost phone");
  const page = await tokens.history(actor.userId, name);
  expect(page?.events.map(({ action, generation, reason, actorId }) => ({ action, generation, reason, actorId }))).toEqual([
    { action: "held_token_revoked", generation: 3, reason: "lost phone", actorId: actor.userId },
    { action: "held_token_put", generation: 2, reason: null, actorId: actor.userId },
    { action: "held_token_put", generation: 1, reason: null, actorId: actor.userId },
  ]);
  expect(page?.events[0]?.address).toBe("192.0.2.44");
  expect(JSON.stringify(page)).not.toContain("hidden");
  const first = await tokens.history(actor.userId, id, { limit: 2 });
  const rest = await tokens.history(actor.userId, id, { limit: 2, after: first?.next ?? "" });
  expect([...(first?.events ?? []), ...(rest?.events ?? [])]).toEqual(page?.events);
  expect(rest?.next).toBeNull();
  expect(await tokens.history(stranger.userId, name)).toBeUndefined();
  expect((await tokens.history(stranger.userId, id))?.events).toEqual([]);
  expect((await tokens.administration.history(id)).events).toHaveLength(3);
  await expect(tokens.history(actor.userId, id, { after: "junk" })).rejects.toMatchObject({ code: "invalid_request" });
});

test("[TK-26] held tokens are found by user, provider, state, end and last use, page by page, without a key", async () => {
  const [tokens, ann, bob] = [open(), await newActor(), await newActor()];
  const provider = `search-${randomUUID().slice(0, 8)}`;
  for (const [index, days] of [1, 10, 100].entries())
    await tokens.put(ann, { provider, account: `a${index}` }, request("x", { expiresAt: inDays(days) }));
  await tokens.put(ann, { provider, account: "past" }, request("x", { expiresAt: inDays(-1) }));
  await tokens.put(bob, { provider }, request("x"));
  await tokens.revoke(bob, { provider });
  await server.query("update holdfast.held_token set last_used_at = now() where user_id = $1 and account = 'a0'", [ann.userId]);
  const { searchHeld } = open({ keyring: Keyring.parse(generateKey("other")) }).administration;
  const found = async (scope: Parameters<typeof searchHeld>[0], search: Parameters<typeof searchHeld>[1]) =>
    (await searchHeld(scope, { provider, ...search })).tokens.map(({ account }) => account).toSorted();
  expect(await found("everybody", {})).toEqual(["a0", "a1", "a2", "default", "past"]);
  expect(await found("everybody", { status: ["expired", "revoked"] })).toEqual(["default", "past"]);
  expect(await found("everybody", { userId: ann.userId, expiresFrom: inDays(5), expiresBefore: inDays(50) })).toEqual(["a1"]);
  expect(await found("everybody", { usedSince: inDays(-1) })).toEqual(["a0"]);
  expect(await found("everybody", { notUsedSince: inDays(-1), status: ["active"] })).toEqual(["a1", "a2"]);
  expect(await found({ userId: bob.userId }, { userId: ann.userId })).toEqual(["default"]);
  const pages: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await searchHeld("everybody", { provider, limit: 2, ...(after === undefined ? {} : { after }) });
    pages.push(...page.tokens.map(({ account }) => account));
    if (page.next === null) break;
    after = page.next;
  }
  expect(pages).toEqual(["default", "past", "a2", "a1", "a0"]);
  await expect(searchHeld("everybody", { limit: 0 })).rejects.toMatchObject({ code: "invalid_request" });
});

test("[TK-26] issued tokens are found by kind and state", async () => {
  const [tokens, actor] = [open(), await newActor()];
  const one = await tokens.mint({ kind: "session", userId: actor.userId });
  await tokens.mint({ kind: "session", userId: actor.userId });
  await tokens.revokeIssued(actor, one.token.id);
  const reset = await tokens.mint({ kind: "password_reset", userId: actor.userId, sentTo: "ann@example.org" });
  await tokens.consume("password_reset", reset.text.reveal());
  const find = async (search: object) =>
    (await tokens.administration.searchIssued({ userId: actor.userId }, search)).tokens.map(
      ({ kind, status: is }) => `${kind} ${is}`,
    );
  expect((await find({})).toSorted()).toEqual(["password_reset consumed", "session revoked", "session valid"]);
  expect(await find({ kind: "session", status: ["valid"] })).toEqual(["session valid"]);
  expect((await tokens.administration.searchIssued("everybody", { userId: actor.userId, limit: 1 })).next).not.toBeNull();
});

/** Rows that ended so many days ago, in each of the ways. */
async function ended(actor: Actor, count: number, days: number): Promise<void> {
  await server.query(
    `insert into holdfast.issued_token (id, kind, user_id, hash, created_at, expires_at, revoked_at, consumed_at)
     select gen_random_uuid(), 'session', $1, sha256(gen_random_uuid()::text::bytea), now() - interval '300 days',
       case when n % 3 = 0 then now() - make_interval(days => $3) else now() + interval '1 day' end,
       case when n % 3 = 1 then now() - make_interval(days => $3) end, case when n % 3 = 2 then now() - make_interval(days => $3) end
     from generate_series(1, $2::integer) as n`,
    [actor.userId, count, days],
  );
}
const rowsOf = async ({ userId }: Actor): Promise<number> =>
  Number(
    (await server.query("select count(*)::integer as rows from holdfast.issued_token where user_id = $1", [userId]))[0]?.["rows"],
  );

test("[TK-28, L-22] what ended long ago goes in bounded batches, and what somebody holds is passed over", async () => {
  const [tokens, actor] = [open(), await newActor()];
  await ended(actor, 1200, 8);
  await ended(actor, 30, 6);
  await tokens.mint({ kind: "session", userId: actor.userId });
  expect(await tokens.administration.sweep({ dryRun: true })).toMatchObject({ issued: 1200, dryRun: true });
  const holder = await database.connect("test holder");
  await holder.query("begin");
  await holder.query("set role holdfast_writer");
  await holder.query(
    "select id from holdfast.issued_token where user_id = $1 and revoked_at < now() - interval '7 days' limit 5 for update",
    [actor.userId],
  );
  const batches: number[] = [];
  const report = await tokens.administration.sweep({ batchSize: 500, onProgress: ({ issued }) => void batches.push(issued) });
  expect(report).toMatchObject({ issued: 1195, held: 0 });
  expect(batches.slice(0, 3)).toEqual([500, 1000, 1195]);
  await holder.query("rollback");
  await holder.end();
  expect((await tokens.administration.sweep()).issued).toBe(5);
  expect(await rowsOf(actor)).toBe(31);
  expect(tokens.administration.upkeep().swept).toEqual({ issued: 1200, held: 0 });
});

test("[TK-28] revoked held tokens go after their time, and a new one of the same name begins anew", async () => {
  const [tokens, actor] = [open(), await newActor()];
  const name = { provider: "swept" };
  await tokens.put(actor, name, request("old"));
  await tokens.revoke(actor, name);
  await server.query("update holdfast.held_token set revoked_at = now() - interval '91 days' where user_id = $1", [actor.userId]);
  expect(await tokens.administration.sweep()).toMatchObject({ held: 1 });
  const other = open();
  expect(await other.put(actor, name, request("new"))).toMatchObject({ generation: 1 });
  expect(await status(other, actor, "swept")).toBe("active");
  await expect(tokens.administration.sweep({ keepHeld: 10 })).rejects.toMatchObject({ code: "invalid_request" });
});

test("[TK-28] the sweep in the background does the same by itself", async () => {
  const actor = await newActor();
  await ended(actor, 20, 30);
  const tokens = open({ upkeep: { ...still, sweepEvery: 5 } });
  await tokens.start();
  while ((await rowsOf(actor)) > 0) await new Promise<void>((resolve) => void setImmediate(resolve));
  await tokens.stop();
  const [row] = await server.query<{ readonly id: TokenId }>(
    "select count(*)::integer as sweeps from holdfast.audit_event where action = 'tokens_swept'",
  );
  expect(row).toBeDefined();
});
