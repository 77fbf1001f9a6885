// Issued tokens that fit every condition that is named, newest first, without their hashes.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";
import type { IssuedRow, IssuedStatus } from "../../issued/issued-row.js";
import type { Place } from "../place.js";

const text = `
  select
    id, kind, tenant_id as "tenantId", user_id as "userId", sent_to as "sentTo", created_at as "createdAt",
    expires_at as "expiresAt", idle_expires_at as "idleExpiresAt", last_used_at as "lastUsedAt", consumed_at as "consumedAt",
    revoked_at as "revokedAt", host(address) as address, user_agent as "userAgent", metadata, generation
  from holdfast.issued_token
  where ($1::uuid is null or user_id = $1)
    and ($2::text is null or kind = $2)
    and ($3::text[] is null or case
      when revoked_at is not null then 'revoked'
      when consumed_at is not null then 'consumed'
      when least(expires_at, idle_expires_at) <= $4 then 'expired'
      else 'valid' end = any ($3))
    and ($5::timestamptz is null or expires_at >= $5)
    and ($6::timestamptz is null or expires_at < $6)
    and ($7::timestamptz is null or last_used_at >= $7)
    and ($8::timestamptz is null or last_used_at < $8 or last_used_at is null)
    and ($9::timestamptz is null or (created_at, id) < ($9, $10::uuid))
  order by created_at desc, id desc
  limit $11`;

export interface IssuedPageQuery {
  readonly userId: UserId | undefined;
  readonly kind: string | undefined;
  readonly status: readonly IssuedStatus[] | undefined;
  readonly now: string;
  readonly expiresFrom: string | undefined;
  readonly expiresBefore: string | undefined;
  readonly usedSince: string | undefined;
  readonly notUsedSince: string | undefined;
  readonly after: Place | undefined;
  readonly limit: number;
}

export async function pageIssuedTokens(db: Queryable, query: IssuedPageQuery): Promise<readonly IssuedRow[]> {
  const { userId, kind, status, now, expiresFrom, expiresBefore, usedSince, notUsedSince, after, limit } = query;
  const values = [userId, kind, status, now, expiresFrom, expiresBefore, usedSince, notUsedSince, after?.at, after?.id, limit];
  return db.query<IssuedRow>({ name: "page_issued_tokens", text, values: values.map((value) => value ?? null) });
}
