// Sets a new password with the token of a mailed link, and ends every session (AC-01, TK-06).
import { HoldfastError, type PasswordReset, type UserId } from "@holdfast/contract";
import { isPassingFailure, type Queryable } from "../database/index.js";
import type { Origin } from "./interface.js";
import type { Revocation, Verified } from "../tokens/index.js";
import { type AccountRoom, sessionKind } from "./account-room.js";
import { checkPasswordShape, refuseGuessablePassword } from "./check-new-password.js";
import { linkActor, resetKind } from "./link-mail.js";
import { setPassword } from "./sql/set-password.js";
import { verifyEmailOf } from "./sql/verify-email.js";

export interface PasswordWasReset {
  readonly userId: UserId;
  readonly revokedSessions: number;
}

const reason = "the password was reset";

/** Throws link_refused for a token that is unknown, expired, used or bound to another address, and invalid_request for the password. */
export async function resetPassword(
  room: AccountRoom,
  { token, password }: PasswordReset,
  origin: Origin,
): Promise<PasswordWasReset> {
  const { tokens, passwords, database, clock } = room;
  checkPasswordShape(password, "password");
  const sentTo = boundTo(await tokens.peek(resetKind, token));
  await refuseGuessablePassword(room, { email: sentTo.email, password }, "password");
  const passwordHash = await passwords.hash(password);
  const { userId, email } = boundTo(await tokens.consume(resetKind, token));
  const ended: Revocation[] = [];
  try {
    await database.asSystem(async (db) => {
      const at = clock.timestamp();
      // Whoever holds the link reads the address it was sent to; it must still be the account's.
      const verified = await verifyEmailOf(db, { userId, email, at });
      if (verified === undefined) throw linkRefused();
      await setPassword(db, { userId, passwordHash, at });
      const actor = linkActor(userId, origin);
      await room.audit.record(db, actor, { action: "password_changed", metadata: { by: "reset" } });
      if (verified === "new") await room.audit.record(db, actor, { action: "account_email_verified", metadata: { by: "reset" } });
      ended.push(...(await endAll(room, db, userId, origin)));
    });
  } catch (error) {
    if (isPassingFailure(error)) for (const revocation of ended) revocation.doubted();
    throw error;
  }
  for (const revocation of ended) revocation.committed();
  return { userId, revokedSessions: ended[0]?.count ?? 0 };
}

/** Every session, then the other links. */
async function endAll({ tokens }: AccountRoom, db: Queryable, userId: UserId, origin: Origin): Promise<readonly Revocation[]> {
  const actor = linkActor(userId, origin);
  const sessions = await tokens.revokeAllWithin(db, { actor, kind: sessionKind, reason });
  const resets = await tokens.revokeAllWithin(db, { actor, kind: resetKind, reason });
  return [sessions, resets];
}

/** Whom a link belongs to and where it was sent; throws link_refused. */
export function boundTo(verified: Verified): { readonly userId: UserId; readonly email: string } {
  if (verified.status !== "valid") throw linkRefused();
  const { userId, sentTo } = verified.token;
  if (userId === null || sentTo === null) throw linkRefused();
  return { userId, email: sentTo };
}

/** The same for every reason: a guess learns nothing. */
export function linkRefused(): HoldfastError {
  return new HoldfastError("link_refused", {
    what: "This link does not work: it was used, it is too old, or a newer one was sent.",
    action: "Ask for a new one.",
  });
}
