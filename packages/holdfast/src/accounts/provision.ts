// Lets in people whom an issuer of identities vouches for (AC-02).
import { emailSchema } from "@holdfast/contract";
import type { Origin, VouchedAccount } from "./interface.js";
import type { AccountRoom } from "./account-room.js";
import { isKnownUser } from "./sql/is-known-user.js";
import { provisionAccount } from "./sql/provision-account.js";

/** Whether there is an account with this id now. An address that another account has lets nobody into that one. */
export async function provision(
  { database, clock, audit }: AccountRoom,
  account: VouchedAccount,
  origin: Origin,
): Promise<boolean> {
  const { userId: id, emailVerified } = account;
  const email = emailSchema.safeParse(account.email).data;
  if (email === undefined) return false;
  const at = clock.timestamp();
  return database.asSystem(async (db) => {
    const isNew = await provisionAccount(db, { id, email, at, verifiedAt: emailVerified ? at : null });
    if (isNew) await audit.record(db, { userId: id, ...origin }, { action: "account_registered", metadata: { by: "issuer" } });
    return isNew || isKnownUser(db, { userId: id });
  });
}
