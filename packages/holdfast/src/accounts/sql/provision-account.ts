// Adds an account that somebody else vouches for, unless its id or its address is taken.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  insert into holdfast.app_user (id, email, created_at, email_verified_at)
  values ($1, $2, $3, $4)
  on conflict do nothing
  returning id`;

export interface ProvisionAccount {
  readonly id: UserId;
  readonly email: string;
  readonly at: string;
  readonly verifiedAt: string | null;
}

/** False when nothing was added. */
export async function provisionAccount(db: Queryable, account: ProvisionAccount): Promise<boolean> {
  const { id, email, at, verifiedAt } = account;
  const rows = await db.query({ name: "provision_account", text, values: [id, email, at, verifiedAt] });
  return rows.length > 0;
}
