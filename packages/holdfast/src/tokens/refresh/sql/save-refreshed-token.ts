// Writes what a refresh obtained, when generation and lease still fit (TK-20).
import type { Queryable } from "../../../database/index.js";
import type { HeldInfoRow } from "../../held/held-row.js";
import type { HeldContents } from "../../sql/update-held-token.js";

const text = `
  update holdfast.held_token token
  set
    access_token = $4, refresh_token = $5, key_id = $6, token_type = $7, scopes = $8, expires_at = $9, refresh_expires_at = $10,
    updated_at = $11, generation = $2
  where id = $1 and generation = $2 - 1 and status = 'active' and exists (
    select from holdfast.refresh_intent intent
    where intent.token_id = token.id and intent.generation = token.generation and intent.lease_id = $3
  )
  returning
    id, user_id as "userId", tenant_id as "tenantId", provider, account, status, refresh_token is not null as "hasRefreshToken",
    token_type as "tokenType", scopes, expires_at as "expiresAt", refresh_expires_at as "refreshExpiresAt", generation,
    created_at as "createdAt", updated_at as "updatedAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt",
    status_reason as "statusReason", metadata`;

export type RefreshedContents = Omit<HeldContents, "metadata"> & { readonly leaseId: string };

export async function saveRefreshedToken(db: Queryable, token: RefreshedContents): Promise<HeldInfoRow | undefined> {
  const { id, generation, leaseId, accessToken, refreshToken, keyId, tokenType, scopes } = token;
  const { expiresAt, refreshExpiresAt, at } = token;
  const values = [id, generation, leaseId, accessToken, refreshToken, keyId, tokenType, scopes, expiresAt, refreshExpiresAt, at];
  const [row] = await db.query<HeldInfoRow>({ name: "save_refreshed_token", text, values });
  return row;
}
