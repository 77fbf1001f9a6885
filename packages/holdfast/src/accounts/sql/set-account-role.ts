// Gives an account another role.
import type { Account, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { AccountRow } from "../account-row.js";

const text = `
  update holdfast.app_user account
  set role = $2
  from (select id, role from holdfast.app_user where id = $1 for update) former
  where account.id = former.id
  returning account.id, account.email, account.role, account.created_at as "createdAt", email_verified_at as "emailVerifiedAt", former.role as "formerRole"`;

export type ChangedRole = AccountRow & { readonly formerRole: Account["role"] };

/** Undefined when there is no such account. */
export async function setAccountRole(
  db: Queryable,
  by: { readonly userId: UserId; readonly role: Account["role"] },
): Promise<ChangedRole | undefined> {
  const [row] = await db.query<ChangedRole>({ name: "set_account_role", text, values: [by.userId, by.role] });
  return row;
}
