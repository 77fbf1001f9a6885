// Gives an account another role.
import type { Account, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { AccountRow } from "../account-row.js";

const text = `update holdfast.app_user set role = $2 where id = $1 returning id, email, role, created_at as "createdAt"`;

/** Undefined when there is no such account. */
export async function setAccountRole(
  db: Queryable,
  by: { readonly userId: UserId; readonly role: Account["role"] },
): Promise<AccountRow | undefined> {
  const [row] = await db.query<AccountRow>({ name: "set_account_role", text, values: [by.userId, by.role] });
  return row;
}
