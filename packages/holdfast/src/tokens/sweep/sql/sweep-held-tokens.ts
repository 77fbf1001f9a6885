// Removes a batch of held tokens that were revoked before a time.
import type { Queryable } from "../../../database/index.js";

const text = `
  delete from holdfast.held_token
  where ctid = any (array(
    select ctid
    from holdfast.held_token
    where status = 'revoked' and revoked_at < $1
    order by revoked_at
    limit $2
    for update skip locked
  ))
  returning id`;

/** Answers how many are gone. */
export async function sweepHeldTokens(db: Queryable, by: { readonly before: string; readonly limit: number }): Promise<number> {
  const rows = await db.query({ name: "sweep_held_tokens", text, values: [by.before, by.limit] });
  return rows.length;
}
