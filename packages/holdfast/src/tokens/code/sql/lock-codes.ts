// Locks the codes of an owner that are not ended, so that tries are counted one after the other.
import type { Queryable } from "../../../database/index.js";
import type { IssuedRow } from "../../issued/issued-row.js";

const text = `
  select
    id, kind, tenant_id as "tenantId", user_id as "userId", sent_to as "sentTo", created_at as "createdAt",
    expires_at as "expiresAt", idle_expires_at as "idleExpiresAt", last_used_at as "lastUsedAt", consumed_at as "consumedAt",
    revoked_at as "revokedAt", host(address) as address, user_agent as "userAgent", metadata, generation, hash, key_id as "keyId", attempts
  from holdfast.issued_token
  where kind = $1 and user_id is not distinct from $2::uuid and sent_to is not distinct from $3 and key_id is not null
    and consumed_at is null and revoked_at is null and expires_at > $4
  order by id
  for no key update`;

export interface CodeRow extends IssuedRow {
  readonly hash: Buffer;
  readonly keyId: string;
  readonly attempts: number;
}

export interface CodesOf {
  readonly kind: string;
  readonly userId: string | null;
  readonly sentTo: string | null;
  readonly at: string;
}

export async function lockCodes(db: Queryable, { kind, userId, sentTo, at }: CodesOf): Promise<readonly CodeRow[]> {
  return db.query<CodeRow>({ name: "lock_codes", text, values: [kind, userId, sentTo, at] });
}
