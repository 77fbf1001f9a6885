// Signs in with the same work and the same answer whether the account exists or not (SC-06).
import { type Credentials, emailSchema, type UserId } from "@holdfast/contract";
import type { Origin, SignedInAccount } from "./interface.js";
import { type AccountRoom, credentialsRefused, type StartedSession, startSession } from "./account-room.js";
import type { CredentialRow } from "./account-row.js";
import { findCredential } from "./sql/find-credential.js";
import { findCredentialByEmail } from "./sql/find-credential-by-email.js";
import { replacePassword } from "./sql/replace-password.js";

/** Throws credentials_refused. */
export async function signIn(room: AccountRoom, { email, password }: Credentials, origin: Origin): Promise<SignedInAccount> {
  const { database, passwords } = room;
  // What is no address is looked up all the same, as an address that nobody has.
  const address = emailSchema.safeParse(email).data ?? "";
  const account = await database.asSystem((db) => findCredentialByEmail(db, { email: address }), "single reads");
  const { ok, needsRehash } =
    account === undefined
      ? await passwords.verifyAgainstNothing(password)
      : await passwords.verify(account.passwordHash, password);
  if (account === undefined || !ok) return refuse(room, account?.id ?? null, origin);
  const current = needsRehash ? await upgradeHash(room, account, password) : account;
  const started = await startSession(room, current, origin);
  return confirm(room, current, started, password);
}

async function refuse({ database, audit }: AccountRoom, userId: UserId | null, origin: Origin): Promise<never> {
  await database.asSystem((db) => audit.record(db, { userId: null, ...origin }, { action: "sign_in_refused", userId }));
  throw credentialsRefused();
}

/** An old hash gives way to one of today's; the password stays the same. Answers the account with the hash that it has now. */
async function upgradeHash(
  { database, passwords, log }: AccountRoom,
  account: CredentialRow,
  password: string,
): Promise<CredentialRow> {
  const { id: userId, passwordHash: before } = account;
  const after = await passwords.hash(password);
  const isReplaced = await database.asSystem((db) => replacePassword(db, { userId, before, after, changedAt: null }));
  if (!isReplaced) return account;
  log.info("A password hash was upgraded at sign-in.", { userId });
  return { ...account, passwordHash: after };
}

// A password change that ran meanwhile has ended all sessions but this one, which it could not see: it ends here, unless the
// hash is another one of the same password.
async function confirm(
  room: AccountRoom,
  account: CredentialRow,
  { answer, token }: StartedSession,
  password: string,
): Promise<SignedInAccount> {
  const { database, passwords, tokens } = room;
  const now = await database.asSystem((db) => findCredential(db, { userId: account.id }), "single reads");
  if (now?.passwordHash === account.passwordHash) return answer;
  if (now !== undefined && (await passwords.verify(now.passwordHash, password)).ok) return answer;
  await tokens.revokeIssued({ userId: account.id, sessionId: token.id }, token.id, "the password was changed meanwhile");
  throw credentialsRefused();
}
