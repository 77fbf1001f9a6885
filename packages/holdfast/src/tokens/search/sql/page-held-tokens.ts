// Held tokens that fit every condition that is named, newest first, without their secrets.
import type { HeldTokenStatus, UserId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";
import type { HeldInfoRow } from "../../held/held-row.js";
import type { Place } from "../place.js";

const text = `
  select
    id, user_id as "userId", tenant_id as "tenantId", provider, account, status, refresh_token is not null as "hasRefreshToken",
    token_type as "tokenType", scopes, expires_at as "expiresAt", refresh_expires_at as "refreshExpiresAt", generation,
    created_at as "createdAt", updated_at as "updatedAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt",
    status_reason as "statusReason", metadata
  from holdfast.held_token
  where ($1::uuid is null or user_id = $1)
    and ($2::text is null or provider = $2)
    and ($3::text[] is null or case when status = 'active' and expires_at <= $4 then 'expired' else status end = any ($3))
    and ($5::timestamptz is null or expires_at >= $5)
    and ($6::timestamptz is null or expires_at < $6)
    and ($7::timestamptz is null or last_used_at >= $7)
    and ($8::timestamptz is null or last_used_at < $8 or last_used_at is null)
    and ($9::timestamptz is null or (created_at, id) < ($9, $10::uuid))
  order by created_at desc, id desc
  limit $11`;

export interface HeldPageQuery {
  readonly userId: UserId | undefined;
  readonly provider: string | undefined;
  readonly status: readonly HeldTokenStatus[] | undefined;
  readonly now: string;
  readonly expiresFrom: string | undefined;
  readonly expiresBefore: string | undefined;
  readonly usedSince: string | undefined;
  readonly notUsedSince: string | undefined;
  readonly after: Place | undefined;
  readonly limit: number;
}

export async function pageHeldTokens(db: Queryable, query: HeldPageQuery): Promise<readonly HeldInfoRow[]> {
  const { userId, provider, status, now, expiresFrom, expiresBefore, usedSince, notUsedSince, after, limit } = query;
  const values = [
    userId,
    provider,
    status,
    now,
    expiresFrom,
    expiresBefore,
    usedSince,
    notUsedSince,
    after?.at,
    after?.id,
    limit,
  ];
  return db.query<HeldInfoRow>({ name: "page_held_tokens", text, values: values.map((value) => value ?? null) });
}
