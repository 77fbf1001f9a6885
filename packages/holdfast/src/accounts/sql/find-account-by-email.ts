// Finds an account by its address, in any spelling of its letters.
import type { Queryable } from "../../database/index.js";
import type { AccountRow } from "../account-row.js";

const text = `
  select id, email, role, created_at as "createdAt", email_verified_at as "emailVerifiedAt"
  from holdfast.app_user
  where email_key = lower($1)`;

export async function findAccountByEmail(db: Queryable, by: { readonly email: string }): Promise<AccountRow | undefined> {
  const [row] = await db.query<AccountRow>({ name: "find_account_by_email", text, values: [by.email] });
  return row;
}
