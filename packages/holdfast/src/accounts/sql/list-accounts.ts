// Lists accounts by address, all of them or those whose address contains (or is) a text.
import type { Queryable } from "../../database/index.js";
import type { AccountRow } from "../account-row.js";

const text = `
  select id, email, role, created_at as "createdAt", email_verified_at as "emailVerifiedAt"
  from holdfast.app_user
  where case when $2 then email_key = lower($1) else $1 is null or strpos(email_key, lower($1)) > 0 end
  order by email_key
  limit $3 offset $4`;

interface Search {
  readonly email?: string | undefined;
  readonly isWhole?: boolean;
  readonly offset: number;
  readonly limit: number;
}

export async function listAccounts(
  db: Queryable,
  { email, isWhole = false, offset, limit }: Search,
): Promise<readonly AccountRow[]> {
  return db.query<AccountRow>({ name: "list_accounts", text, values: [email ?? null, isWhole, limit, offset] });
}
