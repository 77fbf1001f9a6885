// Removes a batch of issued tokens that ended before a time. Rows that somebody holds are left for later.
import type { Queryable } from "../../../database/index.js";

const text = `
  delete from holdfast.issued_token
  where ctid = any (array(
    select ctid
    from holdfast.issued_token
    where least(expires_at, idle_expires_at, revoked_at, consumed_at) < $1
    order by least(expires_at, idle_expires_at, revoked_at, consumed_at)
    limit $2
    for update skip locked
  ))
  returning kind`;

/** Answers the kinds of the rows that are gone. */
export async function sweepIssuedTokens(
  db: Queryable,
  by: { readonly before: string; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await db.query<{ readonly kind: string }>({ name: "sweep_issued_tokens", text, values: [by.before, by.limit] });
  return rows.map(({ kind }) => kind);
}
