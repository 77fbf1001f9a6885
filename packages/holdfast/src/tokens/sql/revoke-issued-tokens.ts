// Ends all of a user's tokens of one kind, but one. Locked in the order of their ids, so that two of these cannot deadlock.
import type { TokenId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { EndedToken } from "./revoke-issued-token.js";

const text = `
  with ending as (
    select id
    from holdfast.issued_token
    where user_id = $1 and kind = $2 and ($3::uuid is null or id <> $3) and revoked_at is null and consumed_at is null
    order by id
    for no key update
  )
  update holdfast.issued_token token
  set revoked_at = $4, revoke_reason = $5, generation = generation + 1
  from ending
  where token.id = ending.id
  returning token.id, token.kind, token.generation`;

export interface RevokeIssuedTokens {
  readonly userId: UserId;
  readonly kind: string;
  readonly except: TokenId | undefined;
  readonly at: string;
  readonly reason: string | null;
}

export async function revokeIssuedTokens(db: Queryable, by: RevokeIssuedTokens): Promise<readonly EndedToken[]> {
  const values = [by.userId, by.kind, by.except ?? null, by.at, by.reason];
  return db.query<EndedToken>({ name: "revoke_issued_tokens", text, values });
}
