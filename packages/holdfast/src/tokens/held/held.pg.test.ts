// Held tokens against PostgreSQL: sealed into their row, served from memory while that may be trusted, gone once revoked.
import { randomUUID } from "node:crypto";
import type { Actor, UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HeldToken, HeldTokenName } from "../interface.js";
import { generateKey, Keyring, type Secret } from "../../security/index.js";
import { createTestClock } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { createTokens, type TokenRoom, type TokensOptions } from "../index.js";
import { type FaultyDatabase, openFaultyDatabase } from "../test-room.js";

const server = testDatabase();
const clock = createTestClock();
const keyring = Keyring.parse(generateKey());
const minute = 60_000;
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
const request = (accessToken: string, more: { readonly refreshToken?: string; readonly expiresAt?: string } = {}) => ({
  accessToken,
  tokenType: "Bearer",
  scopes: ["repo"],
  metadata: {},
  ...more,
});
const inFuture = (milliseconds: number): string => new Date(clock.now() + milliseconds).toISOString();

/** What a caller sees: the text of an active token, the status otherwise. */
function shown(token: HeldToken): string {
  return token.status === "active" ? token.accessToken.reveal() : token.status;
}
const got = async (
  tokens: TokenRoom,
  { userId }: Actor,
  name: string | HeldTokenName = "github",
  cache?: "bypass" | "refresh",
): Promise<string> => shown(await tokens.get(userId, name, cache === undefined ? {} : { cache }));

test("[TK-01] what was put is got, by this process and by another", async () => {
  const [tokens, actor, secret] = [open(), await newActor(), text()];
  const info = await tokens.put(actor, github, request(secret, { refreshToken: text(), expiresAt: inFuture(60 * minute) }));
  expect(info).toMatchObject({
    userId: actor.userId,
    provider: "github",
    account: "default",
    status: "active",
    hasRefreshToken: true,
    generation: 1,
    scopes: ["repo"],
  });
  expect([await got(tokens, actor), await got(open(), actor)]).toEqual([secret, secret]);
});

test("[TK-02] tenant, user, provider and account name a token; account has a default", async () => {
  const [tokens, actor] = [open(), await newActor()];
  const tenantId = randomUUID() as never;
  const names = [github, { ...github, account: "work" }, { provider: "gitlab" }, { ...github, tenantId }] as const;
  const secrets = names.map(() => text());
  for (const [index, name] of names.entries()) await tokens.put(actor, name, request(secrets[index]!));
  for (const room of [tokens, open()]) {
    expect(await Promise.all(names.map((name) => got(room, actor, name)))).toEqual(secrets);
    expect(await got(room, actor, { ...github, account: "default" })).toBe(secrets[0]);
    expect(await got(room, actor, { ...github, account: "home" })).toBe("absent");
  }
});

test.each([{ provider: "" }, { provider: "a/b" }, { provider: "github", account: "x y" }, { provider: "a".repeat(121) }])(
  "[TK-02] %j is no name",
  async (name) => {
    const [tokens, actor] = [open(), await newActor()];
    await expect(tokens.get(actor.userId, name)).rejects.toMatchObject({ code: "invalid_request" });
    await expect(tokens.put(actor, name, request(text()))).rejects.toMatchObject({ code: "invalid_request" });
  },
);

test("[TK-10] memory serves for the policy's time, less its chance, and not into the skew before expiry", async () => {
  const [tokens, actor] = [open(), await newActor()];
  await tokens.put(actor, github, request(text()));
  const long = await queriesOver(tokens, actor, [284_999, 1, 0]);
  await tokens.put(actor, github, request(text(), { expiresAt: inFuture(2 * minute) }));
  const short = await queriesOver(tokens, actor, [89_999, 1, 0]);
  expect([long, short]).toEqual([
    [0, 1, 0],
    [0, 1, 1],
  ]);
});

test("[TK-10] an expired token is said to be expired, from the moment it is", async () => {
  const [tokens, actor, secret] = [open(), await newActor(), text()];
  await tokens.put(actor, github, request(secret, { expiresAt: inFuture(minute) }));
  await clock.advance(minute - 1);
  expect(await got(tokens, actor)).toBe(secret);
  await clock.advance(1);
  const expired = await tokens.get(actor.userId, "github");
  expect(expired).toMatchObject({ status: "expired", info: { status: "expired", generation: 1 } });
  expect((await tokens.list(actor.userId)).map(({ status }) => status)).toEqual(["expired"]);
});

test("[TK-10] an absent token is asked for once and believed for a short time; a put ends that at once", async () => {
  const [tokens, actor] = [open(), await newActor()];
  expect(await queriesOver(tokens, actor, [0, 0, 4749, 1])).toEqual([1, 0, 0, 1]);
  const secret = text();
  await tokens.put(actor, github, request(secret));
  expect(await got(tokens, actor)).toBe(secret);
});

test("[TK-11] many who get one token at once cause one query, and each gets a secret of its own", async () => {
  const [actor, tokens, secret] = [await newActor(), open(), text()];
  await open().put(actor, github, request(secret));
  const before = database.transactions;
  const answers = await Promise.all(Array.from({ length: 64 }, () => tokens.get(actor.userId, "github")));
  const secrets = answers.flatMap((answer): Secret[] => (answer.status === "active" ? [answer.accessToken] : []));
  for (const one of secrets.slice(0, 63)) one.destroy();
  expect([database.transactions - before, secrets.length, secrets[63]?.reveal()]).toEqual([1, 64, secret]);
});

test("[TK-11, L-24] a slow read brings neither a replaced nor a revoked token back", async () => {
  const [actor, tokens, secret] = [await newActor(), open(), text()];
  await open().put(actor, github, request(text()));
  const early = await heldBack(() => got(tokens, actor));
  await tokens.put(actor, github, request(secret));
  early.release();
  expect([await early.answer, await got(tokens, actor)]).toEqual([secret, secret]);
  const bypassing = await heldBack(() => got(tokens, actor, "github", "bypass"));
  const refreshing = await heldBack(() => got(tokens, actor, "github", "refresh"));
  await tokens.revoke(actor, github);
  bypassing.release();
  refreshing.release();
  expect([await bypassing.answer, await refreshing.answer, await got(tokens, actor)]).toEqual(["revoked", "revoked", "revoked"]);
});

test("[TK-11] a slow read that found nothing does not hide a token that was put meanwhile", async () => {
  const [actor, tokens, secret] = [await newActor(), open(), text()];
  const early = await heldBack(() => got(tokens, actor));
  await tokens.put(actor, github, request(secret));
  early.release();
  expect([await early.answer, await got(tokens, actor)]).toEqual([secret, secret]);
});

test("[TK-12] a put is in memory at its new generation, without a query", async () => {
  const [actor, tokens] = [await newActor(), open()];
  const secrets = [text(), text(), text()];
  for (const [index, secret] of secrets.entries()) {
    expect(await tokens.put(actor, github, request(secret))).toMatchObject({ generation: index + 1 });
    const before = database.transactions;
    expect([await got(tokens, actor), database.transactions - before]).toEqual([secret, 0]);
  }
});

test("[TK-12] simultaneous puts of one new name follow one another, and memory holds the last", async () => {
  const [actor, tokens] = [await newActor(), open()];
  const secrets = Array.from({ length: 8 }, text);
  const infos = await Promise.all(secrets.map((secret) => tokens.put(actor, github, request(secret))));
  expect(infos.map(({ generation }) => generation).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(new Set(infos.map(({ id }) => id)).size).toBe(1);
  const last = secrets[infos.findIndex(({ generation }) => generation === 8)];
  expect([await got(tokens, actor), await got(open(), actor)]).toEqual([last, last]);
});

test("[TK-12] a put over a revoked token is active again at a higher generation", async () => {
  const [actor, tokens, secret] = [await newActor(), open(), text()];
  const first = await tokens.put(actor, github, request(text()));
  expect(await tokens.revoke(actor, github, "left the team")).toMatchObject({ status: "revoked", generation: 2 });
  expect(await tokens.put(actor, github, request(secret))).toMatchObject({
    id: first.id,
    status: "active",
    generation: 3,
    revokedAt: null,
  });
  expect([await got(tokens, actor), await got(open(), actor)]).toEqual([secret, secret]);
});

test("[TK-13] after revoke resolves the token is not served, its secrets are gone from the row, and the reason is told", async () => {
  const [actor, tokens] = [await newActor(), open()];
  await tokens.put(actor, github, request(text(), { refreshToken: text() }));
  await tokens.revoke(actor, github, "left the team");
  for (const cache of ["use", "bypass", "refresh"] as const) {
    expect(await tokens.get(actor.userId, "github", { cache })).toMatchObject({
      status: "revoked",
      reason: "The token was revoked. Reason: left the team",
    });
  }
  const [row] = await server.query("select access_token, refresh_token, key_id from holdfast.held_token where user_id = $1", [
    actor.userId,
  ]);
  expect(row).toEqual({ access_token: null, refresh_token: null, key_id: null });
  expect(await tokens.revoke(actor, github)).toMatchObject({ status: "revoked", generation: 2 });
  expect(await tokens.revoke(actor, { provider: "gitlab" })).toBeUndefined();
});

test("[TK-13] a revocation is of the token, however its ids are written", async () => {
  const [actor, tokens, secret] = [await newActor(), open(), text()];
  const tenantId = randomUUID() as never;
  const shouted = { userId: actor.userId.toUpperCase() as UserId };
  const inTenant = { ...github, tenantId: String(tenantId).toUpperCase() as never };
  await tokens.put(shouted, inTenant, request(secret));
  expect([await got(tokens, shouted, inTenant), await got(tokens, actor, { ...github, tenantId })]).toEqual([secret, secret]);
  await tokens.revoke(actor, { ...github, tenantId });
  expect(await got(tokens, shouted, inTenant)).toBe("revoked");
});

test("[TK-13] when the answer of a revocation is lost, the database is asked", async () => {
  const [actor, tokens] = [await newActor(), open()];
  await tokens.put(actor, github, request(text()));
  database.losesAnswers = true;
  const lost = tokens.revoke(actor, github).finally(() => void (database.losesAnswers = false));
  await expect(lost).rejects.toMatchObject({ code: "database_unavailable" });
  expect(await got(tokens, actor)).toBe("revoked");
});

test("[TK-13] another process's notice ends trust at once", async () => {
  const [actor, here, there] = [await newActor(), open(), open()];
  await here.put(actor, github, request(text()));
  const info = await there.revoke(actor, github);
  here.invalidate({
    type: "held",
    userId: actor.userId,
    tenantId: null,
    provider: "github",
    account: "default",
    generation: info!.generation,
  });
  expect(await got(here, actor)).toBe("revoked");
  await there.put(actor, github, request("replaced"));
  here.invalidate({ type: "all" });
  expect(await got(here, actor)).toBe("replaced");
});

test("[TK-14] with the database down a token is served while trust lasts, then by its policy until it expires", async () => {
  const actor = await newActor();
  const [closed, opened] = [open(), open({ cache: { providers: { github: { whenDatabaseDown: "serve" } } } })];
  const secret = text();
  await closed.put(actor, github, request(secret, { expiresAt: inFuture(60 * minute) }));
  expect(await got(opened, actor)).toBe(secret);
  await withoutDatabase(async () => {
    expect(await got(closed, actor)).toBe(secret);
    await clock.advance(10 * minute);
    await expect(got(closed, actor)).rejects.toMatchObject({ code: "database_unavailable" });
    expect(await got(opened, actor)).toBe(secret);
    await clock.advance(50 * minute);
    await expect(got(opened, actor)).rejects.toMatchObject({ code: "database_unavailable" });
  });
});

test("[TK-14] a known revocation wins while the database is down", async () => {
  const [actor, tokens] = [await newActor(), open({ cache: { held: { whenDatabaseDown: "serve" } } })];
  await tokens.put(actor, github, request(text()));
  await tokens.revoke(actor, github);
  await withoutDatabase(async () => {
    await clock.advance(60 * minute);
    expect(await got(tokens, actor)).toBe("revoked");
  });
});

test("[TK-17] bypass asks and keeps nothing, refresh asks and keeps, a policy can forbid keeping", async () => {
  const [actor, tokens] = [await newActor(), open({ cache: { providers: { gitlab: { trust: 0 } } } })];
  const secret = text();
  for (const provider of ["github", "gitlab"]) await open().put(actor, { provider }, request(secret));
  const queries = async (name: string, cache?: "bypass" | "refresh"): Promise<number> => {
    const before = database.transactions;
    expect(await got(tokens, actor, name, cache)).toBe(secret);
    return database.transactions - before;
  };
  expect([
    await queries("github", "bypass"),
    await queries("github", "refresh"),
    await queries("github"),
    await queries("github", "refresh"),
  ]).toEqual([1, 1, 0, 1]);
  expect([await queries("gitlab"), await queries("gitlab"), tokens.status().entries]).toEqual([1, 1, 1]);
});

test("[TK-26] the list shows every status and the last use, and opens nothing", async () => {
  const [actor, tokens] = [await newActor(), open()];
  for (const provider of ["a", "b"]) await tokens.put(actor, { provider }, request(text()));
  await tokens.revoke(actor, { provider: "b" });
  await clock.advance(1000);
  await got(tokens, actor, "a");
  const used = new Date(clock.now()).toISOString();
  const lister = open({ keyring: Keyring.parse(generateKey("other")) });
  expect((await tokens.list(actor.userId)).map(({ provider, status, lastUsedAt }) => [provider, status, lastUsedAt])).toEqual([
    ["a", "active", used],
    ["b", "revoked", null],
  ]);
  await tokens.stop();
  expect(
    (await lister.list(actor.userId)).map(({ provider, lastUsedAt }) => [
      provider,
      lastUsedAt === null ? null : Date.parse(lastUsedAt),
    ]),
  ).toEqual([
    ["a", clock.now()],
    ["b", null],
  ]);
});

test("[SC-01] two users of one process see and change their own tokens only", async () => {
  const [tokens, ann, bob] = [open(), await newActor(), await newActor()];
  const [hers, his] = [text(), text()];
  await tokens.put(ann, github, request(hers));
  expect([await got(tokens, bob), await tokens.list(bob.userId), await tokens.revoke(bob, github)]).toEqual([
    "absent",
    [],
    undefined,
  ]);
  await tokens.put(bob, github, request(his));
  await tokens.revoke(bob, github);
  for (const room of [tokens, open()]) expect([await got(room, ann), await got(room, bob)]).toEqual([hers, "revoked"]);
  const stolen = await database.asUser(bob.userId, (db) =>
    db.query({ name: "", text: "select id from holdfast.held_token where user_id <> $1", values: [bob.userId] }),
  );
  expect(stolen).toEqual([]);
});

test("[AU-01] every change of a held token is in the trail, from where it came, with its generation", async () => {
  const [tokens, actor] = [open(), await newActor()];
  const { id } = await tokens.put(actor, github, request(text()));
  await tokens.put(actor, github, request(text()));
  await tokens.revoke(actor, github, "left");
  const rows = await server.query(
    "select action, token_id, host(address) as address, metadata from holdfast.audit_trail where user_id = $1 order by metadata ->> 'generation'",
    [actor.userId],
  );
  const row = (action: string, metadata: object) => ({
    action,
    token_id: id,
    address: "192.0.2.9",
    metadata: { provider: "github", ...metadata },
  });
  expect(rows).toEqual([
    row("held_token_put", { generation: 1 }),
    row("held_token_put", { generation: 2 }),
    row("held_token_revoked", { generation: 3, reason: "left" }),
  ]);
});

test("a token of nobody in the users table is refused", async () => {
  await expect(open().put({ userId: randomUUID() as UserId }, github, request(text()))).rejects.toMatchObject({
    code: "not_found",
  });
});

/** How many queries each get causes, after the pause before it. */
async function queriesOver(tokens: TokenRoom, actor: Actor, pauses: readonly number[]): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const pause of pauses) {
    await clock.advance(pause);
    const before = database.transactions;
    await tokens.get(actor.userId, "github");
    counts.push(database.transactions - before);
  }
  return counts;
}

/** A call whose first read has happened in the database and not yet been heard of. */
async function heldBack(call: () => Promise<string>) {
  const reached = database.holdNext();
  const answer = call();
  const { release } = await reached;
  return { answer, release };
}

async function withoutDatabase(work: () => Promise<void>): Promise<void> {
  database.down = true;
  await work().finally(() => void (database.down = false));
}
