// Links that set a password or verify an address, from asking for one to its use, against PostgreSQL.
import { randomUUID } from "node:crypto";
import { HoldfastError } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { createMailbox } from "../mail/index.js";
import { silentLog } from "../runtime/log.js";
import { generateKey, Keyring, Passwords } from "../security/index.js";
import { createTestClock } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { createTokens } from "../tokens/index.js";
import { type AccountsRoom, createAccounts } from "./index.js";

const server = testDatabase();
const clock = createTestClock();
const printed: string[] = [];
const mailbox = createMailbox(clock, (text) => void printed.push(text));
const password = "correct horse battery";
const origin = { address: "192.0.2.1", userAgent: "Browser/1" };
let database: Database;
let accounts: AccountsRoom;
beforeAll(() => {
  const { requestUrl, workerUrl } = server;
  const bounds = { poolSize: 4, statementTimeout: 10_000, connectTimeout: 5000, preparedStatements: true };
  database = createDatabase({ requestUrl, workerUrl, ...bounds, log: silentLog });
  const tokens = createTokens({ database, keyring: Keyring.parse(generateKey()), clock });
  accounts = createAccounts({
    database,
    tokens,
    passwords: new Passwords(),
    clock,
    mail: mailbox,
    linkOrigin: () => "https://holdfast.example",
  });
});
afterAll(async () => {
  await accounts.stop();
  await database.close();
});

async function register(email = `${randomUUID()}@example.org`) {
  const { account, session, token } = await accounts.register({ email, password }, origin);
  await accounts.mailSent();
  return { email, actor: { userId: account.id, sessionId: session.id }, token: token.reveal() };
}

/** The token of the newest link of this kind that was mailed to somebody. */
async function linkTo(email: string, path: string): Promise<string> {
  await accounts.mailSent();
  const message = mailbox.messages().find(({ to, text }) => to === email && text.includes(path));
  return /#token=(\S+)/.exec(message?.text ?? "")?.[1] ?? "";
}

async function askForReset(email: string): Promise<string> {
  await accounts.requestPasswordReset(email, origin);
  return linkTo(email, "/reset-password");
}

const refused = { code: "link_refused" };
const trail = async (userId: string) =>
  (
    await server.query("select action from holdfast.audit_event where user_id = $1 order by xmin::text::bigint, id", [userId])
  ).map(({ action }) => action);

test("[AC-01] a mailed link sets a new password, once, and ends every session", async () => {
  const { email, actor, token } = await register();
  await accounts.requestPasswordReset(email.toUpperCase(), origin);
  const link = await linkTo(email, "/reset-password");
  expect(mailbox.messages()[0]?.text).toContain("https://holdfast.example/reset-password#token=hfp_");
  const next = "another long pass phrase";
  expect(await accounts.resetPassword({ token: link, password: next }, origin)).toEqual({
    userId: actor.userId,
    revokedSessions: 1,
  });
  expect(await accounts.authenticate(token)).toBeUndefined();
  await expect(accounts.signIn({ email, password }, origin)).rejects.toMatchObject({ code: "credentials_refused" });
  expect(await accounts.signIn({ email, password: next }, origin)).toMatchObject({ session: { current: true } });
  await expect(accounts.resetPassword({ token: link, password: next }, origin)).rejects.toMatchObject(refused);
  expect(await trail(actor.userId)).toEqual(
    expect.arrayContaining(["password_changed", "account_email_verified", "session_revoked"]),
  );
});

test("[AC-01] of many who use one link at once, one sets the password", async () => {
  const { email } = await register();
  const link = await askForReset(email);
  const tries = await Promise.allSettled(
    Array.from({ length: 6 }, (_, number) =>
      accounts.resetPassword({ token: link, password: `a pass phrase, number ${number}` }, origin),
    ),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("[AC-01] a reset ends the other links, and a change of the password too", async () => {
  const { email, actor } = await register();
  const [first, second] = [await askForReset(email), await askForReset(email)];
  await accounts.resetPassword({ token: second, password: "another long pass phrase" }, origin);
  await expect(accounts.resetPassword({ token: first, password }, origin)).rejects.toMatchObject(refused);
  const third = await askForReset(email);
  await accounts.changePassword(actor, { current: "another long pass phrase", next: password });
  await expect(accounts.resetPassword({ token: third, password }, origin)).rejects.toMatchObject(refused);
});

test("[AC-01] a link is bound to the address it was sent to, and to its hour", async () => {
  const moved = await register();
  const link = await askForReset(moved.email);
  await server.query("update holdfast.app_user set email = $2 where id = $1", [
    moved.actor.userId,
    `${randomUUID()}@example.org`,
  ]);
  await expect(accounts.resetPassword({ token: link, password }, origin)).rejects.toMatchObject(refused);
  const late = await register();
  const old = await askForReset(late.email);
  clock.jump(61 * 60_000);
  await expect(accounts.resetPassword({ token: old, password }, origin)).rejects.toMatchObject(refused);
});

test("[AC-01] a password that does not do leaves the link as it was", async () => {
  const { email } = await register();
  const link = await askForReset(email);
  const short = await accounts.resetPassword({ token: link, password: "short" }, origin).catch((error: unknown) => error);
  expect((short as HoldfastError).details.fields).toEqual([{ path: "password", problem: expect.any(String) as unknown }]);
  expect(await accounts.resetPassword({ token: link, password }, origin)).toMatchObject({ revokedSessions: 1 });
});

test("[SC-06] nobody is written to for an address without an account, and nobody can tell", async () => {
  const before = mailbox.messages().length;
  await accounts.requestPasswordReset("nobody-at-all@example.org", origin);
  await accounts.requestPasswordReset("no address", origin);
  await accounts.mailSent();
  expect(mailbox.messages()).toHaveLength(before);
});

test("[AC-01] registering sends a link that verifies the address, once", async () => {
  const { email, actor } = await register();
  expect((await accounts.get(actor.userId))?.emailVerifiedAt).toBeNull();
  const link = await linkTo(email, "/verify-email");
  expect(await accounts.verifyEmail(link, origin)).toBe(actor.userId);
  expect((await accounts.get(actor.userId))?.emailVerifiedAt).toBe(clock.timestamp());
  await expect(accounts.verifyEmail(link, origin)).rejects.toMatchObject(refused);
  const sent = mailbox.messages().length;
  await accounts.requestEmailVerification(actor, origin);
  await accounts.mailSent();
  expect(mailbox.messages()).toHaveLength(sent);
});

test("[AC-01] a token of another kind opens nothing", async () => {
  const { email, token } = await register();
  const verification = await linkTo(email, "/verify-email");
  for (const wrong of [verification, token, "", "hfp_nothing"])
    await expect(accounts.resetPassword({ token: wrong, password }, origin)).rejects.toMatchObject(refused);
});

test("[AC-03] mail that cannot be sent is told to the log and to nobody else", async () => {
  const lines: string[] = [];
  const log = {
    ...silentLog,
    error: (message: string, facts?: object) => void lines.push(`${message} ${JSON.stringify(facts)}`),
  };
  const mail = { send: () => Promise.reject(new HoldfastError("invalid_request", { what: "No.", action: "No." })) };
  const tokens = createTokens({ database, keyring: Keyring.parse(generateKey()), clock });
  const deaf = createAccounts({ database, tokens, passwords: new Passwords(), clock, log, mail });
  const { account } = await deaf.register({ email: `${randomUUID()}@example.org`, password }, origin);
  await deaf.stop();
  expect(account.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(lines).toEqual([expect.stringContaining("A message was not sent.")]);
  expect(lines.join("")).not.toMatch(/hf[pv]_/);
});
