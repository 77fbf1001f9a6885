// The links of an account as people get them: out of the database, to a mail server of another author, and back as what the message says.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { certificate } from "../mail/fixtures/localhost-certificate.js";
import { startStockSmtpServer, type StockSmtpServer } from "../mail/fixtures/stock-smtp-server.js";
import { createSmtpMail } from "../mail/index.js";
import { silentLog } from "../runtime/log.js";
import { generateKey, Keyring, Passwords } from "../security/index.js";
import { createTestClock } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { createTokens } from "../tokens/index.js";
import { type AccountsRoom, createAccounts } from "./index.js";

const server = testDatabase();
const clock = createTestClock();
const origin = { address: "192.0.2.1", userAgent: "Browser/1" };
const password = "correct horse battery";
let smtp: StockSmtpServer;
let database: Database;
let accounts: AccountsRoom;

beforeAll(async () => {
  const { requestUrl, workerUrl } = server;
  const bounds = { poolSize: 4, statementTimeout: 10_000, connectTimeout: 5000, preparedStatements: true };
  smtp = await startStockSmtpServer({ user: "holdfast", password: "p@ss" });
  database = createDatabase({ requestUrl, workerUrl, ...bounds, log: silentLog });
  accounts = createAccounts({
    database,
    tokens: createTokens({ database, keyring: Keyring.parse(generateKey()), clock }),
    passwords: new Passwords(),
    clock,
    mail: createSmtpMail({
      url: `smtp://holdfast:p%40ss@localhost:${smtp.port}`,
      from: "Holdfast <no-reply@example.org>",
      clock,
      tls: { ca: certificate },
    }),
    linkOrigin: () => "https://holdfast.example",
  });
});
afterAll(async () => {
  await accounts.stop();
  await database.close();
  await smtp.close();
});

/** The token of the link to this page in what came for somebody, as their program for mail shows it. */
async function linkTo(email: string, page: string): Promise<string> {
  await accounts.mailSent();
  const mail = smtp.delivered.find(
    ({ to, text }) => to.includes(email) && text.includes(`https://holdfast.example${page}#token=`),
  );
  expect(mail).toMatchObject({ from: "no-reply@example.org", wasEncrypted: true });
  return /#token=(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
}

test("[AC-01] [AC-03] an address is verified and a password reset by links that came over SMTP", async () => {
  const email = `${randomUUID()}@example.org`;
  const { account, token } = await accounts.register({ email, password }, origin);
  expect(await accounts.verifyEmail(await linkTo(email, "/verify-email"), origin)).toBe(account.id);
  expect((await accounts.get(account.id))?.emailVerifiedAt).not.toBeNull();
  await accounts.requestPasswordReset(email, origin);
  const next = "another long pass phrase";
  const reset = await accounts.resetPassword({ token: await linkTo(email, "/reset-password"), password: next }, origin);
  expect(reset).toEqual({ userId: account.id, revokedSessions: 1 });
  expect(await accounts.authenticate(token.reveal())).toBeUndefined();
  expect(await accounts.signIn({ email, password: next }, origin)).toMatchObject({ session: { current: true } });
});
