// Verifies an address with the token of a mailed link (AC-01).
import type { UserId } from "@holdfast/contract";
import type { Origin } from "./interface.js";
import type { AccountRoom } from "./account-room.js";
import { linkActor, verificationKind } from "./link-mail.js";
import { boundTo, linkRefused } from "./reset-password.js";
import { verifyEmailOf } from "./sql/verify-email.js";

/** Throws link_refused. */
export async function verifyEmail(room: AccountRoom, token: string, origin: Origin): Promise<UserId> {
  const { tokens, database, clock, audit } = room;
  const { userId, email } = boundTo(await tokens.consume(verificationKind, token));
  await database.asSystem(async (db) => {
    const verified = await verifyEmailOf(db, { userId, email, at: clock.timestamp() });
    if (verified === undefined) throw linkRefused();
    if (verified === "new") await audit.record(db, linkActor(userId, origin), { action: "account_email_verified" });
  });
  return userId;
}
