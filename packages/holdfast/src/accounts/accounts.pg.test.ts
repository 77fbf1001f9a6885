// Accounts against PostgreSQL: register, sign in, sign out, change the password, with the trail of each.
import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import type { Actor, UserId } from "@holdfast/contract";
import { hash as bcryptHash } from "bcryptjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { silentLog } from "../runtime/log.js";
import { generateKey, Keyring, Passwords } from "../security/index.js";
import { createTestClock } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { createTokens, type TokenRoom } from "../tokens/index.js";
import { type AccountsRoom, createAccounts } from "./index.js";

const server = testDatabase();
const clock = createTestClock();
const password = "correct horse battery";
const origin = { address: "192.0.2.1", userAgent: "Browser/1" };

/** Counts the checks that were made, whatever they were made against. */
class CountedPasswords extends Passwords {
  checks = 0;
  override verify(...given: Parameters<Passwords["verify"]>): ReturnType<Passwords["verify"]> {
    this.checks += 1;
    return super.verify(...given);
  }
  override verifyAgainstNothing(
    ...given: Parameters<Passwords["verifyAgainstNothing"]>
  ): ReturnType<Passwords["verifyAgainstNothing"]> {
    this.checks += 1;
    return super.verifyAgainstNothing(...given);
  }
}

const passwords = new CountedPasswords();
let database: Database;
let tokens: TokenRoom;
let accounts: AccountsRoom;
beforeAll(() => {
  const { requestUrl, workerUrl } = server;
  database = createDatabase({
    requestUrl,
    workerUrl,
    poolSize: 4,
    statementTimeout: 10_000,
    connectTimeout: 5000,
    preparedStatements: true,
    log: silentLog,
  });
  tokens = createTokens({ database, keyring: Keyring.parse(generateKey()), clock });
  accounts = createAccounts({ database, tokens, passwords, clock, guessableWords: ["Acme Rockets"] });
});
afterAll(() => database.close());

const address = (): string => `${randomUUID()}@example.org`;

async function register(email = address()) {
  const { account, session, token } = await accounts.register({ email, password }, origin);
  const actor: Actor = { userId: account.id, sessionId: session.id };
  return { email, account, session, token: token.reveal(), actor };
}

async function trail(userId: UserId): Promise<readonly unknown[]> {
  const rows = await server.query("select action from holdfast.audit_event where user_id = $1 order by xmin::text::bigint, id", [
    userId,
  ]);
  return rows.map(({ action }) => action);
}

test("[AC-01] registering makes an account with a UUID and signs it in", async () => {
  const { email, account, session, token } = await register();
  expect(account).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    email,
    role: "user",
    createdAt: clock.timestamp(),
    emailVerifiedAt: null,
  });
  expect(session).toMatchObject({ current: true, ...origin });
  expect(await accounts.authenticate(token)).toMatchObject({ actor: { userId: account.id, sessionId: session.id } });
  expect(await accounts.get(account.id)).toEqual(account);
  expect(await trail(account.id)).toEqual(["account_registered", "sign_in"]);
});

test("[AC-01] an address is one account, however its letters are written, and however many register at once", async () => {
  const email = address();
  const spellings = [email, email.toUpperCase(), `${email[0]!.toUpperCase()}${email.slice(1)}`];
  const tries = await Promise.allSettled(spellings.map((one) => accounts.register({ email: one, password }, origin)));
  expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected", "rejected"]);
  await expect(register(email)).rejects.toMatchObject({ code: "email_taken" });
  for (const one of spellings)
    expect(await accounts.signIn({ email: one, password }, {})).toMatchObject({ session: { current: true } });
});

test.each([
  ["no address", { email: "nobody", password }],
  ["a short password", { email: "short@example.org", password: "123456789" }],
])("[AC-01] %s is refused by name, without quoting it", async (_, credentials) => {
  const error = await accounts.register(credentials, origin).catch((failure: unknown) => failure);
  expect(error).toMatchObject({
    code: "invalid_request",
    details: { fields: [{ path: expect.stringMatching(/^(email|password)$/) }] },
  });
  expect(inspect(error)).not.toContain(credentials.password);
});

test.each([
  ["a common password", "password1234"],
  ["a row of keys", "qwertyuiop12"],
  ["the same again and again", "aaaaaaaaaaaaaaaaaaaa"],
  ["the address", "easy-to-name1"],
  ["a word of the application", "acmerockets!"],
])("[AC-01] [SC-06] %s is refused before anybody else guesses it, without quoting it", async (_, guessable) => {
  const credentials = { email: "easy-to-name@example.org", password: guessable };
  const error = await accounts.register(credentials, origin).catch((failure: unknown) => failure);
  expect(error).toMatchObject({
    code: "invalid_request",
    details: { fields: [{ path: "password", problem: expect.stringContaining("Too easy to guess") }] },
  });
  expect(inspect(error)).not.toContain(guessable);
});

test("[AC-01] [SC-06] a guessable password is refused when it is changed, too, and the old one stays", async () => {
  const { email, account, session } = await register();
  const actor = { userId: account.id, sessionId: session.id };
  await expect(accounts.changePassword(actor, { current: password, next: "1q2w3e4r5t6y" })).rejects.toMatchObject({
    code: "invalid_request",
    details: { fields: [{ path: "next", problem: expect.stringContaining("Too easy to guess") }] },
  });
  await accounts.signIn({ email, password }, origin);
});

test("[TK-12] memory alone says what authentication says, and nothing of a session that has ended", async () => {
  const { account, session, token } = await register();
  const found = await accounts.authenticate(token);
  expect(accounts.recall(token)).toEqual(found);
  expect(accounts.recall("hfs_nothing")).toBeUndefined();
  await accounts.signOut({ userId: account.id, sessionId: session.id });
  expect(accounts.recall(token)).toBeUndefined();
});

test("[AC-01] signing in again is another session, and signing out ends one", async () => {
  const { email, account, token } = await register();
  const second = await accounts.signIn({ email, password }, { address: "192.0.2.2" });
  const listed = await accounts.sessions(account.id, second.session.id);
  expect(listed.map(({ id, current, address: from }) => [id, current, from])).toContainEqual([
    second.session.id,
    true,
    "192.0.2.2",
  ]);
  expect(listed.filter(({ current }) => current)).toHaveLength(1);
  await accounts.signOut({ userId: account.id, sessionId: second.session.id });
  expect(await accounts.authenticate(second.token.reveal())).toBeUndefined();
  expect(await accounts.authenticate(token)).toBeDefined();
  expect(await accounts.sessions(account.id, undefined)).toHaveLength(1);
  expect((await trail(account.id)).slice(2)).toEqual(["sign_in", "sign_out"]);
});

test("[AC-01, L-10] the trail of a sign-in names the session that began", async () => {
  const { account, session } = await register();
  const rows = await server.query(
    "select action, session_id, host(address) as address from holdfast.audit_trail where user_id = $1 order by action",
    [account.id],
  );
  expect(rows).toEqual([
    { action: "account_registered", session_id: null, address: "192.0.2.1" },
    { action: "sign_in", session_id: session.id, address: "192.0.2.1" },
  ]);
});

test("[SC-06] a wrong password, an unknown address and no address at all get one answer after the same work", async () => {
  const { email, account } = await register();
  const tries = [
    { email, password: "wrong horse battery" },
    { email: address(), password },
    { email: "no address", password },
    { email: "a\0@example.org", password },
  ];
  const answers: unknown[] = [];
  const checks: number[] = [];
  for (const credentials of tries) {
    const before = passwords.checks;
    const error: unknown = await accounts.signIn(credentials, origin).catch((failure: unknown) => failure);
    answers.push(error instanceof Error ? [error.message, Reflect.get(error, "code")] : error);
    checks.push(passwords.checks - before);
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toEqual([expect.stringContaining("not right"), "credentials_refused"]);
  expect(checks).toEqual([1, 1, 1, 1]);
  expect((await trail(account.id)).slice(2)).toEqual(["sign_in_refused"]);
  const [unknown] = await server.query(
    "select count(*)::int as refused from holdfast.audit_event where action = 'sign_in_refused' and user_id is null",
  );
  expect(unknown).toEqual({ refused: 3 });
});

test("[SC-06] an old bcrypt hash is accepted and upgraded", async () => {
  const { email, account } = await register();
  await server.query("update holdfast.credential set password_hash = $2 where user_id = $1", [
    account.id,
    await bcryptHash(password, 4),
  ]);
  for (let time = 0; time < 2; time += 1)
    expect(await accounts.signIn({ email, password }, origin)).toMatchObject({ account: { id: account.id } });
  const [row] = await server.query("select password_hash from holdfast.credential where user_id = $1", [account.id]);
  expect(row?.["password_hash"]).toMatch(/^\$argon2id\$/);
});

test("[SC-06] simultaneous sign-ins over an old hash all succeed", async () => {
  const { email, account } = await register();
  await server.query("update holdfast.credential set password_hash = $2 where user_id = $1", [
    account.id,
    await bcryptHash(password, 4),
  ]);
  const answers = await Promise.all([1, 2, 3].map(() => accounts.signIn({ email, password }, origin)));
  expect(answers.map((answer) => answer.account.id)).toEqual([account.id, account.id, account.id]);
});

test("[TK-06] a password change ends the other sessions and open reset links, and keeps this one", async () => {
  const { email, account, actor, token } = await register();
  const other = await accounts.signIn({ email, password }, origin);
  const reset = await tokens.mint({ kind: "password_reset", userId: account.id, sentTo: email });
  expect(await accounts.changePassword(actor, { current: password, next: "another good password" })).toEqual({
    revokedSessions: 1,
  });
  expect(await accounts.authenticate(token)).toBeDefined();
  expect(await accounts.authenticate(other.token.reveal())).toBeUndefined();
  expect(await tokens.consume("password_reset", reset.text.reveal())).toEqual({ status: "revoked" });
  await expect(accounts.signIn({ email, password }, origin)).rejects.toMatchObject({ code: "credentials_refused" });
  expect(await accounts.signIn({ email, password: "another good password" }, origin)).toBeDefined();
  expect((await trail(account.id)).slice(4)).toEqual([
    "password_changed",
    "session_revoked",
    "token_revoked",
    "sign_in_refused",
    "sign_in",
  ]);
});

test("[TK-06] a wrong current password or too short a new one changes nothing", async () => {
  const { email, actor } = await register();
  await expect(
    accounts.changePassword(actor, { current: "wrong horse battery", next: "another good password" }),
  ).rejects.toMatchObject({ code: "credentials_refused" });
  await expect(accounts.changePassword(actor, { current: password, next: "short" })).rejects.toMatchObject({
    code: "invalid_request",
  });
  expect(await accounts.signIn({ email, password }, origin)).toBeDefined();
});

test("[TK-06] of two simultaneous password changes one wins, and a sign-in that ran meanwhile does not outlive it", async () => {
  const { email, account, actor } = await register();
  const changes = Promise.allSettled(
    ["the first new password", "the second new password"].map((next) =>
      accounts.changePassword(actor, { current: password, next }),
    ),
  );
  const signIns = Promise.allSettled([1, 2, 3, 4].map(() => accounts.signIn({ email, password }, origin)));
  expect((await changes).map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await signIns;
  expect((await accounts.sessions(account.id, actor.sessionId)).map(({ id }) => id)).toEqual([actor.sessionId]);
});

test("[SC-01] nobody reads another user's account, and no request reads a password hash", async () => {
  const [ann, bob] = [await register(), await register()];
  const seen = await database.asUser(bob.account.id, (db) =>
    db.query({ name: "", text: "select id from holdfast.app_user", values: [] }),
  );
  expect(seen).toEqual([{ id: bob.account.id }]);
  const hashes = database.asUser(ann.account.id, (db) =>
    db.query({ name: "", text: "select * from holdfast.credential", values: [] }),
  );
  await expect(hashes).rejects.toThrow("permission denied");
});

test("[SC-05] the password is nowhere in the database", async () => {
  const { account } = await register();
  const rows = await server.query(
    "select (account, credential)::text as everything from holdfast.app_user account join holdfast.credential on user_id = id where id = $1",
    [account.id],
  );
  expect(rows.map(({ everything }) => String(everything).includes(password))).toEqual([false]);
});

test("a role is given by the library alone", async () => {
  const { account } = await register();
  expect(await accounts.setRole(account.id, "admin")).toEqual({ ...account, role: "admin" });
  expect(await accounts.get(account.id)).toMatchObject({ role: "admin" });
  expect(await accounts.setRole(randomUUID() as UserId, "admin")).toBeUndefined();
});

test("no text, no session", async () => {
  expect(await accounts.authenticate("hfs_nothing")).toBeUndefined();
  await expect(accounts.signOut({ userId: (await register()).account.id })).rejects.toMatchObject({ code: "unauthenticated" });
});
