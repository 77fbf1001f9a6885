// Looks several issued tokens up at once, by the hashes of their texts.
import type { Queryable } from "../../database/index.js";
import type { IssuedRow } from "../issued/issued-row.js";

const text = `
  select
    id, kind, tenant_id as "tenantId", user_id as "userId", sent_to as "sentTo", created_at as "createdAt",
    expires_at as "expiresAt", idle_expires_at as "idleExpiresAt", last_used_at as "lastUsedAt", consumed_at as "consumedAt",
    revoked_at as "revokedAt", host(address) as address, user_agent as "userAgent", metadata, generation, hash
  from holdfast.issued_token
  where hash = any($1)`;

export interface HashedIssuedRow extends IssuedRow {
  readonly hash: Buffer;
}

export function findIssuedTokens(db: Queryable, hashes: readonly Buffer[]): Promise<readonly HashedIssuedRow[]> {
  return db.query<HashedIssuedRow>({ name: "find_issued_tokens", text, values: [hashes] });
}
