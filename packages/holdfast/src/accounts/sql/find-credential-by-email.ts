// Finds an account and its password hash by e-mail address, in any spelling of its letters.
import type { Queryable } from "../../database/index.js";
import type { CredentialRow } from "../account-row.js";

const text = `
  select
    account.id, account.email, account.role, account.created_at as "createdAt",
    account.email_verified_at as "emailVerifiedAt",
    credential.password_hash as "passwordHash"
  from holdfast.app_user account
  join holdfast.credential on credential.user_id = account.id
  where account.email_key = lower($1)`;

export async function findCredentialByEmail(db: Queryable, by: { readonly email: string }): Promise<CredentialRow | undefined> {
  const [row] = await db.query<CredentialRow>({ name: "find_credential_by_email", text, values: [by.email] });
  return row;
}
