// Names the held tokens that expire soon and were used lately, those first that expire first.
import type { Queryable } from "../../../database/index.js";
import type { FullName } from "../../held/held-name.js";

const text = `
  select token.user_id as "userId", token.tenant_id as "tenantId", token.provider, token.account,
    token.generation
  from holdfast.held_token token
  left join holdfast.refresh_intent intent on intent.token_id = token.id and intent.generation = token.generation
  where token.status = 'active' and token.refresh_token is not null and token.provider = any ($1)
    and token.expires_at <= $2::timestamptz + $3 * interval '1 millisecond'
    and token.expires_at <= $2::timestamptz
      + least($3 * interval '1 millisecond', (token.expires_at - token.updated_at) * $4)
    and coalesce(token.last_used_at, token.created_at) > $5
    and (intent.token_id is null or greatest(
      intent.wait_until, case when intent.lease_id is null then intent.wait_until else intent.lease_until end) <= clock_timestamp())
  order by token.expires_at
  limit $6`;

export interface DueTokens {
  readonly providers: readonly string[];
  readonly at: string;
  /** Milliseconds before expiry, at the most. */
  readonly margin: number;
  /** The part of its life before expiry, at the most. */
  readonly share: number;
  readonly usedAfter: string;
  readonly limit: number;
}

export interface DueToken extends FullName {
  readonly generation: number;
}

export async function listDueTokens(db: Queryable, due: DueTokens): Promise<readonly DueToken[]> {
  const { providers, at, margin, share, usedAfter, limit } = due;
  return db.query<DueToken>({ name: "list_due_tokens", text, values: [providers, at, margin, share, usedAfter, limit] });
}
