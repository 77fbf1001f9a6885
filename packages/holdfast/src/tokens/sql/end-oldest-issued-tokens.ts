// Ends a user's oldest tokens of a kind beyond the number that a user may have.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { EndedToken } from "./revoke-issued-token.js";

const text = `
  with beyond as (
    select id
    from holdfast.issued_token
    where user_id = $1 and kind = $2 and revoked_at is null and consumed_at is null and expires_at > $4
      and (idle_expires_at is null or idle_expires_at > $4)
    order by created_at desc, id desc
    offset $3
  ), ending as (
    select id
    from holdfast.issued_token
    where id in (select id from beyond) and revoked_at is null and consumed_at is null
    order by id
    for no key update
  )
  update holdfast.issued_token token
  set revoked_at = $4, revoke_reason = 'superseded', generation = generation + 1
  from ending
  where token.id = ending.id
  returning token.id, token.kind, token.generation`;

export async function endOldestIssuedTokens(
  db: Queryable,
  by: { readonly userId: UserId; readonly kind: string; readonly most: number; readonly at: string },
): Promise<readonly EndedToken[]> {
  return db.query<EndedToken>({ name: "end_oldest_issued_tokens", text, values: [by.userId, by.kind, by.most, by.at] });
}
