// The live issued tokens that were used last, most recently used first, with the hashes that they are found by.
import type { Queryable } from "../../../database/index.js";
import type { IssuedRow } from "../../issued/issued-row.js";
import type { RecentQuery } from "./list-recent-held.js";

const text = `
  select
    id, kind, tenant_id as "tenantId", user_id as "userId", sent_to as "sentTo", created_at as "createdAt",
    expires_at as "expiresAt", idle_expires_at as "idleExpiresAt", last_used_at as "lastUsedAt", consumed_at as "consumedAt",
    revoked_at as "revokedAt", host(address) as address, user_agent as "userAgent", metadata, generation, hash
  from holdfast.issued_token
  where revoked_at is null and consumed_at is null and last_used_at is not null and expires_at > $1
    and (idle_expires_at is null or idle_expires_at > $1)
    and ($2::timestamptz is null or (last_used_at, id) < ($2, $3::uuid))
  order by last_used_at desc nulls last, id desc
  limit $4`;

export interface RecentIssued extends IssuedRow {
  readonly hash: Buffer;
}

export async function listRecentIssued(db: Queryable, { now, after, limit }: RecentQuery): Promise<readonly RecentIssued[]> {
  return db.query<RecentIssued>({ name: "list_recent_issued", text, values: [now, after?.at ?? null, after?.id ?? null, limit] });
}
