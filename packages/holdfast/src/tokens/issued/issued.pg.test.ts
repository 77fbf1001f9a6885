// Issued tokens against PostgreSQL: minted once, stored as a hash, used up once, ended for good.
import { createHash, randomUUID } from "node:crypto";
import { inspect } from "node:util";
import type { UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateKey, Keyring } from "../../security/index.js";
import { createTestClock } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { createTokens, type TokenRoom, type TokensOptions } from "../index.js";
import { type FaultyDatabase, openFaultyDatabase } from "../test-room.js";

const server = testDatabase();
const clock = createTestClock();
const keyring = Keyring.parse(generateKey());
const hour = 3_600_000;
const day = 24 * hour;

let database: FaultyDatabase;
beforeAll(() => void (database = openFaultyDatabase(server)));
afterAll(() => database.close());

function open(options: Partial<TokensOptions> = {}): TokenRoom {
  return createTokens({ database, keyring, clock, ...options });
}

async function newUser(): Promise<UserId> {
  const id = randomUUID() as UserId;
  await server.query("insert into holdfast.app_user (id, email, created_at) values ($1, $2, now())", [id, `${id}@example.org`]);
  return id;
}

async function mintSession(tokens: TokenRoom, userId: UserId) {
  const { text, token } = await tokens.mint({ kind: "session", userId, address: "192.0.2.7", userAgent: "Browser/1" });
  return { text: text.reveal(), token, actor: { userId, sessionId: token.id } };
}

async function mintReset(tokens: TokenRoom, userId: UserId): Promise<string> {
  return (await tokens.mint({ kind: "password_reset", userId, sentTo: "ann@example.org" })).text.reveal();
}

async function trail(userId: UserId): Promise<readonly unknown[]> {
  const rows = await server.query("select action from holdfast.audit_event where user_id = $1 order by xmin::text::bigint, id", [
    userId,
  ]);
  return rows.map(({ action }) => action);
}

test("[TK-01] a minted token verifies, as what it was minted for", async () => {
  const tokens = open();
  const userId = await newUser();
  const { text, token } = await mintSession(tokens, userId);
  const verified = await open().verify("session", text);
  expect(verified).toMatchObject({
    status: "valid",
    token: { id: token.id, userId, kind: "session", address: "192.0.2.7", userAgent: "Browser/1" },
  });
  expect(await tokens.verify("session", text)).toMatchObject({ status: "valid", token: { id: token.id } });
});

test("[TK-04] the database holds the SHA-256 of the text, and the text nowhere", async () => {
  const tokens = open();
  const userId = await newUser();
  const { text, token } = await mintSession(tokens, userId);
  const [row] = await server.query("select hash, token::text as everything from holdfast.issued_token token where id = $1", [
    token.id,
  ]);
  expect(row?.["hash"]).toEqual(createHash("sha256").update(text).digest());
  expect(row?.["everything"]).not.toContain(text.slice(4, 30));
  const events = await server.query("select event::text as everything from holdfast.audit_event event where user_id = $1", [
    userId,
  ]);
  expect(events.filter(({ everything }) => String(everything).includes(text.slice(4, 30)))).toEqual([]);
});

test("[TK-04] junk, typos and texts of another kind are refused without a query", async () => {
  const tokens = open();
  const { text } = await mintSession(tokens, await newUser());
  const before = database.transactions;
  const typo = text.slice(0, 20) + (text[20] === "A" ? "B" : "A") + text.slice(21);
  const answers = await Promise.all(["", "junk", typo, `${text} `].map((one) => tokens.verify("session", one)));
  expect(
    [...answers, await tokens.peek("password_reset", text), await tokens.consume("password_reset", text)].map(
      ({ status }) => status,
    ),
  ).toEqual(Array(6).fill("absent"));
  expect(database.transactions).toBe(before);
});

test("[TK-03] a kind that is bound to an address needs one and gives it back", async () => {
  const tokens = open();
  const userId = await newUser();
  await expect(tokens.mint({ kind: "password_reset", userId })).rejects.toMatchObject({ code: "invalid_request" });
  const text = await mintReset(tokens, userId);
  expect(await tokens.peek("password_reset", text)).toMatchObject({ status: "valid", token: { sentTo: "ann@example.org" } });
});

test("[TK-03] one more than a user may have ends the oldest, in memory too", async () => {
  const tokens = open({ kinds: { session: { mostLive: 2 } } });
  const userId = await newUser();
  const first = await mintSession(tokens, userId);
  await clock.advance(1);
  const others = [];
  for (let one = 0; one < 2; one += 1) others.push(await mintSession(tokens, userId));
  expect(await tokens.verify("session", first.text)).toEqual({ status: "revoked" });
  expect((await Promise.all(others.map(({ text }) => tokens.verify("session", text)))).map(({ status }) => status)).toEqual([
    "valid",
    "valid",
  ]);
  expect(await tokens.issued(userId, "session")).toHaveLength(2);
});

test("[TK-03] simultaneous minting keeps to the most that a user may have", async () => {
  const tokens = open({ kinds: { session: { mostLive: 3 } } });
  const userId = await newUser();
  await Promise.all(Array.from({ length: 12 }, () => mintSession(tokens, userId)));
  expect(await tokens.issued(userId, "session")).toHaveLength(3);
});

test("[TK-05] of twenty simultaneous consumers one wins", async () => {
  const tokens = [open(), open()] as const;
  const userId = await newUser();
  const text = await mintReset(tokens[0], userId);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => tokens[index % 2]!.consume("password_reset", text)));
  const statuses = answers.map(({ status }) => status).toSorted();
  expect(statuses).toEqual([...Array(19).fill("consumed"), "valid"]);
  expect(await trail(userId)).toEqual(["token_issued", "token_consumed"]);
});

test("[TK-05, L-22] peek never consumes, however often a mail scanner looks", async () => {
  const tokens = open();
  const text = await mintReset(tokens, await newUser());
  for (let look = 0; look < 5; look += 1) expect(await tokens.peek("password_reset", text)).toMatchObject({ status: "valid" });
  expect(await tokens.verify("password_reset", text)).toMatchObject({ status: "valid" });
  expect(await tokens.consume("password_reset", text)).toMatchObject({ status: "valid" });
  expect(await tokens.peek("password_reset", text)).toEqual({ status: "consumed" });
});

test("[TK-05] a single-use token is gone after its lifetime, and other kinds are not used up", async () => {
  const tokens = open();
  const text = await mintReset(tokens, await newUser());
  await clock.advance(hour);
  expect([await tokens.peek("password_reset", text), await tokens.consume("password_reset", text)]).toEqual([
    { status: "expired" },
    { status: "expired" },
  ]);
  await expect(tokens.consume("session", text)).rejects.toMatchObject({ code: "invalid_request" });
});

test("[TK-06] a session that is used lives on past its idle limit, without a write per request", async () => {
  const tokens = open({ usePeriod: hour });
  const { text } = await mintSession(tokens, await newUser());
  const before = await lastWrites();
  for (let step = 0; step < 4; step += 1) {
    await clock.advance(10 * day);
    expect(await tokens.verify("session", text)).toMatchObject({ status: "valid" });
  }
  expect(await lastWrites()).toEqual(before);
});

test("[TK-06] a session ends after fourteen days without use, and after ninety in any case", async () => {
  const tokens = open();
  const idle = await mintSession(tokens, await newUser());
  const busy = await mintSession(tokens, await newUser());
  await clock.advance(14 * day - 1);
  expect(await tokens.verify("session", busy.text)).toMatchObject({ status: "valid" });
  await clock.advance(1);
  expect(await tokens.verify("session", idle.text)).toEqual({ status: "expired" });
  for (let step = 0; step < 7; step += 1) {
    await clock.advance(10 * day);
    expect(await tokens.verify("session", busy.text)).toMatchObject({ status: "valid" });
  }
  await clock.advance(6 * day);
  expect(await tokens.verify("session", busy.text)).toEqual({ status: "expired" });
});

test("[TK-06] last uses are written once per period for all tokens, and when the process stops", async () => {
  const tokens = open({ usePeriod: hour, upkeep: { warm: { most: 0 }, reconcileEvery: 0, sweepEvery: 0 } });
  await tokens.start();
  await clock.untilPaused();
  const userId = await newUser();
  const sessions = await Promise.all([1, 2, 3].map(() => mintSession(tokens, userId)));
  for (let use = 0; use < 50; use += 1) for (const { text } of sessions) await tokens.verify("session", text);
  const before = database.transactions;
  await clock.advance(hour);
  await clock.untilPaused();
  expect(database.transactions).toBe(before + 1);
  await tokens.verify("session", sessions[0]!.text);
  await tokens.stop();
  const used = await server.query(
    "select last_used_at is not null as used, idle_expires_at - last_used_at = interval '14 days' as slid from holdfast.issued_token where user_id = $1",
    [userId],
  );
  expect(used).toEqual(Array(3).fill({ used: true, slid: true }));
  const [latest] = await open()
    .issued(userId, "session")
    .then((list) => list.toSorted((a, b) => String(b.lastUsedAt).localeCompare(String(a.lastUsedAt))));
  expect([latest?.id, Date.parse(latest?.lastUsedAt ?? "")]).toEqual([sessions[0]!.token.id, clock.now()]);
});

test("[TK-06] what could not be written is written later", async () => {
  const tokens = open();
  const { text, token } = await mintSession(tokens, await newUser());
  await tokens.verify("session", text);
  database.down = true;
  await tokens.stop();
  database.down = false;
  await tokens.stop();
  const [row] = await server.query("select last_used_at is not null as used from holdfast.issued_token where id = $1", [
    token.id,
  ]);
  expect(row).toEqual({ used: true });
});

test("[TK-06] a user lists sessions with device, address and last use, and ends one, the others or all", async () => {
  const tokens = open();
  const userId = await newUser();
  const [here, there, elsewhere] = [
    await mintSession(tokens, userId),
    await mintSession(tokens, userId),
    await mintSession(tokens, userId),
  ];
  await clock.advance(1000);
  await tokens.verify("session", here.text);
  const listed = await tokens.issued(userId, "session");
  expect(listed.find(({ id }) => id === here.token.id)).toMatchObject({
    address: "192.0.2.7",
    userAgent: "Browser/1",
    lastUsedAt: new Date(clock.now()).toISOString(),
  });
  expect(await tokens.revokeIssued(here.actor, there.token.id)).toBe(true);
  expect(await tokens.revokeIssued(here.actor, there.token.id)).toBe(false);
  expect(await tokens.revokeAllIssued(here.actor, "session", here.token.id, "a test")).toBe(1);
  expect(await statuses(tokens, [here.text, there.text, elsewhere.text])).toEqual(["valid", "revoked", "revoked"]);
  expect(await tokens.revokeAllIssued(here.actor, "session")).toBe(1);
  expect(await tokens.issued(userId, "session")).toEqual([]);
  expect(await trail(userId)).toEqual(["sign_in", "sign_in", "sign_in", "session_revoked", "session_revoked", "sign_out"]);
});

test("[SC-01] nobody lists or ends another user's tokens", async () => {
  const tokens = open();
  const [ann, bob] = [await newUser(), await newUser()];
  const session = await mintSession(tokens, ann);
  expect(await tokens.revokeIssued({ userId: bob }, session.token.id)).toBe(false);
  expect(await tokens.revokeAllIssued({ userId: bob }, "session")).toBe(0);
  expect(await tokens.issued(bob, "session")).toEqual([]);
  expect(await statuses(open(), [session.text])).toEqual(["valid"]);
  const forbidden = database.asUser(ann, (db) =>
    db.query({ name: "", text: "select hash from holdfast.issued_token", values: [] }),
  );
  await expect(forbidden).rejects.toThrow("permission denied");
});

test("[TK-13] the role of requests cannot bring a token back", async () => {
  const tokens = open();
  const { token, actor } = await mintSession(tokens, await newUser());
  await tokens.revokeIssued(actor, token.id);
  const revive = { name: "", text: "update holdfast.issued_token set revoked_at = null where id = $1", values: [token.id] };
  await expect(database.asUser(actor.userId, (db) => db.query(revive))).rejects.toThrow("row-level security");
});

test("[TK-11] many who verify one token at once cause one query", async () => {
  const { text } = await mintSession(open(), await newUser());
  const tokens = open();
  const before = database.transactions;
  const answers = await Promise.all(Array.from({ length: 64 }, () => tokens.verify("session", text)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(["valid"]));
  expect(database.transactions).toBe(before + 1);
  expect(await tokens.verify("session", text)).toMatchObject({ status: "valid" });
  expect([database.transactions, tokens.status().hits]).toEqual([before + 1, 1]);
});

test("[TK-13, L-20] a slow read does not bring a revoked session back, neither to who waits nor to memory", async () => {
  const { text, token, actor } = await mintSession(open(), await newUser());
  const tokens = open();
  const reached = database.holdNext();
  const early = tokens.verify("session", text);
  const { release } = await reached;
  await tokens.revokeIssued(actor, token.id);
  const late = tokens.verify("session", text);
  release();
  expect([await early, await late, await tokens.verify("session", text)]).toEqual(Array(3).fill({ status: "revoked" }));
});

test("[TK-13] after revoke resolves, a warm process serves the session never again, also with the database down", async () => {
  const tokens = open();
  const { text, token, actor } = await mintSession(tokens, await newUser());
  await tokens.verify("session", text);
  await tokens.revokeIssued(actor, token.id);
  database.down = true;
  expect(await tokens.verify("session", text)).toEqual({ status: "revoked" });
  await clock.advance(hour);
  expect(await tokens.verify("session", text).finally(() => void (database.down = false))).toEqual({ status: "revoked" });
});

test("[TK-13] when the answer of a revocation is lost, the database is asked", async () => {
  const tokens = open();
  const { text, token, actor } = await mintSession(tokens, await newUser());
  database.losesAnswers = true;
  const lost = tokens.revokeIssued(actor, token.id).finally(() => void (database.losesAnswers = false));
  await expect(lost).rejects.toMatchObject({ code: "database_unavailable" });
  expect(await tokens.verify("session", text)).toEqual({ status: "revoked" });
});

test("[TK-13] another process's notice ends trust at once", async () => {
  const [here, there] = [open(), open()];
  const session = await mintSession(here, await newUser());
  await there.revokeIssued(session.actor, session.token.id);
  expect(await statuses(here, [session.text])).toEqual(["valid"]);
  here.invalidate({ type: "issued", id: session.token.id, generation: 2 });
  expect(await statuses(here, [session.text])).toEqual(["revoked"]);
  const other = await mintSession(here, session.actor.userId);
  await there.revokeIssued(other.actor, other.token.id);
  here.invalidate({ type: "all" });
  expect(await statuses(here, [other.text])).toEqual(["revoked"]);
});

test("[TK-14] sessions are served while trust lasts and fail closed after, with the database down", async () => {
  const tokens = open();
  const { text } = await mintSession(tokens, await newUser());
  database.down = true;
  expect(await statuses(tokens, [text])).toEqual(["valid"]);
  await clock.advance(30_000);
  await expect(tokens.verify("session", text).finally(() => void (database.down = false))).rejects.toMatchObject({
    code: "database_unavailable",
  });
  expect(await statuses(tokens, [text])).toEqual(["valid"]);
});

test("[TK-10] a hash that nobody has is asked for once and believed for a short time", async () => {
  const [{ text }, tokens] = [await mintSession(open(), await newUser()), open()];
  await server.query("delete from holdfast.issued_token where hash = $1", [createHash("sha256").update(text).digest()]);
  const before = database.transactions;
  expect(await statuses(tokens, [text, text, text])).toEqual(["absent", "absent", "absent"]);
  for (let guess = 0; guess < 3; guess += 1) await tokens.verify("session", text);
  expect([database.transactions - before, tokens.status().negativeHits]).toEqual([1, 3]);
  await clock.advance(5000);
  await tokens.verify("session", text);
  expect(database.transactions - before).toBe(2);
});

test("[TK-17] a kind can forbid trust: every verification asks", async () => {
  const tokens = open({ kinds: { strict: { prefix: "strict", lifetime: day, trust: 0 } } });
  const { text } = await tokens.mint({ kind: "strict", userId: await newUser() });
  const before = database.transactions;
  for (let time = 0; time < 3; time += 1) expect(await tokens.verify("strict", text.reveal())).toMatchObject({ status: "valid" });
  expect([database.transactions - before, tokens.status().entries]).toEqual([3, 0]);
});

test("[TK-27] what minting and verifying answer shows no secret", async () => {
  const tokens = open();
  const minted = await tokens.mint({ kind: "session", userId: await newUser() });
  const printed = [minted, await tokens.verify("session", minted.text.reveal())].flatMap((one) => [
    JSON.stringify(one),
    inspect(one, { depth: 9, showHidden: true }),
    `${one}`,
  ]);
  const text = minted.text.reveal();
  expect(
    printed.filter((one) => one.includes(text.slice(4, 20)) || one.includes(createHash("sha256").update(text).digest("hex"))),
  ).toEqual([]);
  expect(printed[0]).toContain("[secret]");
});

test("a token for nobody in the users table is refused", async () => {
  await expect(open().mint({ kind: "session", userId: randomUUID() as UserId })).rejects.toMatchObject({ code: "not_found" });
});

async function statuses(tokens: TokenRoom, texts: readonly string[]): Promise<readonly string[]> {
  return Promise.all(texts.map(async (text) => (await tokens.verify("session", text)).status));
}

/** The newest write to any issued token. */
async function lastWrites(): Promise<unknown> {
  const [row] = await server.query("select max(xmin::text::bigint) as newest from holdfast.issued_token");
  return row?.["newest"];
}
