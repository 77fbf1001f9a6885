// Changes a password and ends the user's other sessions in the same transaction (TK-06).
import type { Actor, PasswordChange, PasswordChanged } from "@holdfast/contract";
import { isPassingFailure, type Queryable } from "../database/index.js";
import type { Revocation } from "../tokens/index.js";
import { type AccountRoom, credentialsRefused, sessionKind } from "./account-room.js";
import { checkPasswordShape, refuseGuessablePassword } from "./check-new-password.js";
import { findCredential } from "./sql/find-credential.js";
import { replacePassword } from "./sql/replace-password.js";

const reason = "the password was changed";

/** Throws credentials_refused for a wrong current password, invalid_request for a new one that does not do. */
export async function changePassword(
  room: AccountRoom,
  actor: Actor,
  { current, next }: PasswordChange,
): Promise<PasswordChanged> {
  const { database, passwords } = room;
  const { userId } = actor;
  checkPasswordShape(next, "next");
  const account = await database.asSystem((db) => findCredential(db, { userId }), "single reads");
  const { ok } =
    account === undefined ? await passwords.verifyAgainstNothing(current) : await passwords.verify(account.passwordHash, current);
  if (account === undefined || !ok) throw credentialsRefused();
  await refuseGuessablePassword(room, { email: account.email, password: next }, "next");
  const after = await passwords.hash(next);
  const ended: Revocation[] = [];
  try {
    await database.asSystem(async (db) => {
      const change = { userId, before: account.passwordHash, after, changedAt: room.clock.timestamp() };
      if (!(await replacePassword(db, change))) throw credentialsRefused();
      await room.audit.record(db, actor, { action: "password_changed" });
      ended.push(...(await endOthers(room, db, actor)));
    });
  } catch (error) {
    if (isPassingFailure(error)) for (const revocation of ended) revocation.doubted();
    throw error;
  }
  for (const revocation of ended) revocation.committed();
  return { revokedSessions: ended[0]?.count ?? 0 };
}

/** The other sessions, then links that could still set another password. */
async function endOthers({ tokens }: AccountRoom, db: Queryable, actor: Actor): Promise<readonly Revocation[]> {
  const sessions = await tokens.revokeAllWithin(db, { actor, kind: sessionKind, except: actor.sessionId, reason });
  const resets = await tokens.revokeAllWithin(db, { actor, kind: "password_reset", reason });
  return [sessions, resets];
}
