// Adds a held token under a new name; undefined when somebody else has just added that name.
import type { Queryable } from "../../database/index.js";
import type { FullName } from "../held/held-name.js";
import type { HeldInfoRow } from "../held/held-row.js";
import type { HeldContents } from "./update-held-token.js";

const text = `
  insert into holdfast.held_token
    (id, tenant_id, user_id, provider, account, status, access_token, refresh_token, key_id, token_type, scopes, expires_at,
     refresh_expires_at, generation, created_at, updated_at, metadata)
  values ($1, $2, $3, $4, $5, 'active', $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15::jsonb)
  on conflict on constraint held_token_name do nothing
  returning
    id, user_id as "userId", tenant_id as "tenantId", provider, account, status, refresh_token is not null as "hasRefreshToken",
    token_type as "tokenType", scopes, expires_at as "expiresAt", refresh_expires_at as "refreshExpiresAt", generation,
    created_at as "createdAt", updated_at as "updatedAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt",
    status_reason as "statusReason", metadata`;

export async function insertHeldToken(db: Queryable, token: FullName & HeldContents): Promise<HeldInfoRow | undefined> {
  const { id, tenantId, userId, provider, account, accessToken, refreshToken, keyId, tokenType, scopes } = token;
  const { expiresAt, refreshExpiresAt, generation, at, metadata } = token;
  const values = [
    id,
    tenantId,
    userId,
    provider,
    account,
    accessToken,
    refreshToken,
    keyId,
    tokenType,
    scopes,
    expiresAt,
    refreshExpiresAt,
    generation,
    at,
    JSON.stringify(metadata),
  ];
  const [row] = await db.query<HeldInfoRow>({ name: "insert_held_token", text, values });
  return row;
}
