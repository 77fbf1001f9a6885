// The held tokens that were used last, most recently used first, with their sealed access tokens.
import type { Queryable } from "../../../database/index.js";
import type { HeldRow } from "../../held/held-row.js";

const text = `
  select
    id, user_id as "userId", tenant_id as "tenantId", provider, account, status, refresh_token is not null as "hasRefreshToken",
    token_type as "tokenType", scopes, expires_at as "expiresAt", refresh_expires_at as "refreshExpiresAt", generation,
    created_at as "createdAt", updated_at as "updatedAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt",
    status_reason as "statusReason", metadata,
    access_token as "accessToken"
  from holdfast.held_token
  where status = 'active' and last_used_at is not null and (expires_at is null or expires_at > $1)
    and ($2::timestamptz is null or (last_used_at, id) < ($2, $3::uuid))
  order by last_used_at desc nulls last, id desc
  limit $4`;

export interface RecentQuery {
  readonly now: string;
  readonly after: { readonly at: string; readonly id: string } | undefined;
  readonly limit: number;
}

export async function listRecentHeld(db: Queryable, { now, after, limit }: RecentQuery): Promise<readonly HeldRow[]> {
  return db.query<HeldRow>({ name: "list_recent_held", text, values: [now, after?.at ?? null, after?.id ?? null, limit] });
}
