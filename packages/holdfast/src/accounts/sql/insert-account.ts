// Adds an account, unless there is one with this address in any spelling of its letters.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { AccountRow } from "../account-row.js";

const text = `
  insert into holdfast.app_user (id, email, created_at)
  values ($1, $2, $3)
  on conflict on constraint app_user_email do nothing
  returning id, email, role, created_at as "createdAt", email_verified_at as "emailVerifiedAt"`;

/** Undefined when the address is taken. */
export async function insertAccount(
  db: Queryable,
  account: { readonly id: UserId; readonly email: string; readonly at: string },
): Promise<AccountRow | undefined> {
  const [row] = await db.query<AccountRow>({ name: "insert_account", text, values: [account.id, account.email, account.at] });
  return row;
}
