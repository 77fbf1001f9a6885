// The trail of one token, newest first.
import type { AuditAction, TokenId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  select
    id::text, at, action, actor_id as "actorId", session_id as "sessionId", host(address) as address, user_agent as "userAgent", metadata
  from holdfast.audit_trail
  where token_id = $1 and ($2::timestamptz is null or (at, id) < ($2, $3::bigint))
  order by at desc, id desc
  limit $4`;

export interface TokenEventRow {
  readonly id: string;
  readonly at: string;
  readonly action: AuditAction;
  readonly actorId: UserId | null;
  readonly sessionId: TokenId | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

export interface TokenEventPage {
  readonly tokenId: TokenId;
  readonly before: { readonly at: string; readonly id: string } | undefined;
  readonly limit: number;
}

export async function pageTokenEvents(
  db: Queryable,
  { tokenId, before, limit }: TokenEventPage,
): Promise<readonly TokenEventRow[]> {
  return db.query<TokenEventRow>({
    name: "page_token_events",
    text,
    values: [tokenId, before?.at ?? null, before?.id ?? null, limit],
  });
}
