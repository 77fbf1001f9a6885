// Reads an account, under row-level security: a user's own.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { AccountRow } from "../account-row.js";

const text = `select id, email, role, created_at as "createdAt", email_verified_at as "emailVerifiedAt" from holdfast.app_user where id = $1`;

export async function findAccount(db: Queryable, by: { readonly userId: UserId }): Promise<AccountRow | undefined> {
  const [row] = await db.query<AccountRow>({ name: "find_account", text, values: [by.userId] });
  return row;
}
