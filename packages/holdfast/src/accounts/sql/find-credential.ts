// Finds an account and its password hash by the account's id.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { CredentialRow } from "../account-row.js";

const text = `
  select
    account.id, account.email, account.role, account.created_at as "createdAt",
    account.email_verified_at as "emailVerifiedAt",
    credential.password_hash as "passwordHash"
  from holdfast.app_user account
  join holdfast.credential on credential.user_id = account.id
  where account.id = $1`;

export async function findCredential(db: Queryable, by: { readonly userId: UserId }): Promise<CredentialRow | undefined> {
  const [row] = await db.query<CredentialRow>({ name: "find_credential", text, values: [by.userId] });
  return row;
}
