// Replaces a held token by a newer one of the same name; what was revoked is active again, at a higher generation.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { HeldInfoRow } from "../held/held-row.js";

const text = `
  update holdfast.held_token
  set
    status = 'active', status_reason = null, revoked_at = null, access_token = $3, refresh_token = $4, key_id = $5,
    token_type = $6, scopes = $7, expires_at = $8, refresh_expires_at = $9, updated_at = $10, metadata = $11::jsonb, generation = $2
  where id = $1 and generation = $2 - 1
  returning
    id, user_id as "userId", tenant_id as "tenantId", provider, account, status, refresh_token is not null as "hasRefreshToken",
    token_type as "tokenType", scopes, expires_at as "expiresAt", refresh_expires_at as "refreshExpiresAt", generation,
    created_at as "createdAt", updated_at as "updatedAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt",
    status_reason as "statusReason", metadata`;

export interface HeldContents {
  readonly id: TokenId;
  /** The new one. */
  readonly generation: number;
  /** Sealed, like the refresh token. */
  readonly accessToken: Buffer;
  readonly refreshToken: Buffer | null;
  readonly keyId: string;
  readonly tokenType: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string | null;
  readonly refreshExpiresAt: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly at: string;
}

/** Undefined when the row is not at the generation before. */
export async function updateHeldToken(db: Queryable, token: HeldContents): Promise<HeldInfoRow | undefined> {
  const { id, generation, accessToken, refreshToken, keyId, tokenType, scopes, expiresAt, refreshExpiresAt, at, metadata } =
    token;
  const values = [
    id,
    generation,
    accessToken,
    refreshToken,
    keyId,
    tokenType,
    scopes,
    expiresAt,
    refreshExpiresAt,
    at,
    JSON.stringify(metadata),
  ];
  const [row] = await db.query<HeldInfoRow>({ name: "update_held_token", text, values });
  return row;
}
