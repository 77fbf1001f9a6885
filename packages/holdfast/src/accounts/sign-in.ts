// Signs in with the same work and the same answer whether the account exists or not (SC-06).
import { type Credentials, emailSchema, type UserId } from "@holdfast/contract";
import type { Origin, SignedInAccount } from "../holdfast.js";
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
  const account = await database.asSystem((db) => findCredentialByEmail(db, { email: address }));
  const { ok, needsRehash } = account === undefined ? await passwords.verifyAgainstNothing(password) : await passwords.verify(account.passwordHash, password);
  if (account === undefined || !ok) return refuse(room, account?.id ?? null, origin);
  if (needsRehash) await upgradeHash(room, account, password);
  const started = await startSession(room, account, origin);
  return confirm(room, account, started);
}

async function refuse({ database, audit }: AccountRoom, userId: UserId | null, origin: Origin): Promise<never> {
  await database.asSystem((db) => audit.record(db, { userId: null, ...origin }, { action: "sign_in_refused", userId }));
  throw credentialsRefused();
}

/** An old hash gives way to one of today's; the password stays the same. */
async function upgradeHash({ database, passwords, log }: AccountRoom, account: CredentialRow, password: string): Promise<void> {
  const { id: userId, passwordHash: before, changedAt } = account;
  const after = await passwords.hash(password);
  await database.asSystem((db) => replacePassword(db, { userId, before, after, changedAt }));
  log.info("A password hash was upgraded at sign-in.", { userId });
}

// A password change that ran meanwhile has ended all sessions but this one, which it could not see: it ends here.
async function confirm({ database, tokens }: AccountRoom, account: CredentialRow, { answer, token }: StartedSession): Promise<SignedInAccount> {
  const now = await database.asSystem((db) => findCredential(db, { userId: account.id }));
  if (now?.changedAt === account.changedAt) return answer;
  await tokens.revokeIssued({ userId: account.id, sessionId: token.id }, token.id, "the password was changed meanwhile");
  throw credentialsRefused();
}
