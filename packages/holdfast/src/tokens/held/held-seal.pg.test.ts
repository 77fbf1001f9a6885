// How held tokens lie in PostgreSQL: sealed into their row and column, shown by nothing that leaves.
import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import type { Actor, UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateKey, Keyring } from "../../security/index.js";
import { collectLog, createTestClock } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { createTokens, type TokenRoom, type TokensOptions } from "../index.js";
import { type FaultyDatabase, openFaultyDatabase } from "../test-room.js";

const server = testDatabase();
const clock = createTestClock();
const keyring = Keyring.parse(generateKey());
const github = { provider: "github" };

let database: FaultyDatabase;
beforeAll(() => void (database = openFaultyDatabase(server)));
afterAll(() => database.close());

function open(options: Partial<TokensOptions> = {}): TokenRoom {
  return createTokens({ database, keyring, clock, ...options });
}

async function newActor(): Promise<Actor> {
  const userId = randomUUID() as UserId;
  await server.query("insert into holdfast.app_user (id, email, created_at) values ($1, $2, now())", [
    userId,
    `${userId}@example.org`,
  ]);
  return { userId, address: "192.0.2.9" };
}

const text = (): string => `gho_${randomUUID().replaceAll("-", "")}`;
const request = (accessToken: string, more: { readonly refreshToken?: string } = {}) => ({
  accessToken,
  tokenType: "Bearer",
  scopes: ["repo"],
  metadata: {},
  ...more,
});

async function got(tokens: TokenRoom, { userId }: Actor): Promise<string> {
  const token = await tokens.get(userId, "github");
  return token.status === "active" ? token.accessToken.reveal() : token.status;
}

test("[TK-07] no column holds the text of a token", async () => {
  const [tokens, actor, secret, refresh] = [open(), await newActor(), text(), text()];
  await tokens.put(actor, github, request(secret, { refreshToken: refresh }));
  const [row] = await server.query(`select token::text as everything, key_id from holdfast.held_token token where user_id = $1`, [
    actor.userId,
  ]);
  const hex = (one: string): string => Buffer.from(one).toString("hex");
  expect([secret, refresh, hex(secret), hex(refresh)].filter((one) => String(row?.["everything"]).includes(one))).toEqual([]);
  expect(row?.["key_id"]).toBe(keyring.currentId);
  const events = await server.query("select event::text as everything from holdfast.audit_event event where user_id = $1", [
    actor.userId,
  ]);
  expect(events.map(({ everything }) => String(everything).includes(secret) || String(everything).includes(refresh))).toEqual([
    false,
  ]);
});

test("[TK-07, L-17] a ciphertext that was moved to another row does not open", async () => {
  const [tokens, ann, bob] = [open(), await newActor(), await newActor()];
  await tokens.put(ann, github, request(text()));
  await tokens.put(bob, github, request(text()));
  await server.query(
    "update holdfast.held_token set access_token = (select access_token from holdfast.held_token where user_id = $1) where user_id = $2",
    [ann.userId, bob.userId],
  );
  const log = collectLog();
  await expect(got(open({ log }), bob)).rejects.toMatchObject({ code: "unseal_failed" });
  expect(log.lines.map(({ level, message }) => [level, message])).toEqual([
    ["error", "A held token could not be opened and is not served."],
  ]);
});

test("[TK-07] [SC-07] a ciphertext that was rolled back, moved to another column or flipped does not open, is not remembered, and counts as an event", async () => {
  const [tokens, actor] = [open(), await newActor()];
  await tokens.put(actor, github, request(text(), { refreshToken: text() }));
  const [older] = await server.query("select access_token, refresh_token from holdfast.held_token where user_id = $1", [
    actor.userId,
  ]);
  const secret = text();
  await tokens.put(actor, github, request(secret, { refreshToken: text() }));
  const [newer] = await server.query("select access_token, refresh_token from holdfast.held_token where user_id = $1", [
    actor.userId,
  ]);
  const flipped = Buffer.from(newer?.["access_token"] as Buffer);
  flipped[flipped.length - 1]! ^= 1;
  const told: string[] = [];
  const victim = open({ onUnopened: () => void told.push("unopened") });
  for (const ciphertext of [older?.["access_token"], newer?.["refresh_token"], flipped]) {
    await server.query("update holdfast.held_token set access_token = $2 where user_id = $1", [actor.userId, ciphertext]);
    await expect(got(victim, actor)).rejects.toMatchObject({ code: "unseal_failed" });
  }
  await server.query("update holdfast.held_token set access_token = $2 where user_id = $1", [
    actor.userId,
    newer?.["access_token"],
  ]);
  expect(await got(victim, actor)).toBe(secret);
  expect([told.length, victim.status().unopened]).toEqual([3, 3]);
});

test("[TK-08] a token under a key that is not in the keyring is not served", async () => {
  const actor = await newActor();
  await open().put(actor, github, request(text()));
  await expect(got(open({ keyring: Keyring.parse(generateKey("other")) }), actor)).rejects.toMatchObject({ code: "key_missing" });
});

test("[TK-27, L-23] nothing that is answered, thrown or logged shows a secret", async () => {
  const [actor, log, secret, refresh] = [await newActor(), collectLog(), text(), text()];
  const tokens = open({ log });
  const bad = await tokens
    .put(actor, github, { ...request(secret), expiresAt: secret, extra: secret } as never)
    .catch((error: unknown) => error);
  const info = await tokens.put(actor, github, request(secret, { refreshToken: refresh }));
  const all = [
    bad,
    info,
    await tokens.get(actor.userId, "github"),
    await open().get(actor.userId, "github"),
    await tokens.list(actor.userId),
    log.lines,
    tokens,
  ];
  const printed = all.flatMap((one) => [JSON.stringify(one), inspect(one, { depth: 12, showHidden: true }), String(one)]);
  const forms = [secret, refresh].flatMap((one) => [
    one,
    Buffer.from(one).toString("hex"),
    Buffer.from(one).toString("base64").slice(0, 20),
  ]);
  expect(printed.filter((one) => forms.some((form) => one.includes(form)))).toEqual([]);
  expect(bad).toMatchObject({ code: "invalid_request" });
});
