// Revokes a held token: the row stays, its secrets go.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { HeldInfoRow } from "../held/held-row.js";

const text = `
  update holdfast.held_token
  set
    status = 'revoked', status_reason = $3, revoked_at = $2, updated_at = $2, access_token = null, refresh_token = null,
    key_id = null, generation = generation + 1
  where id = $1 and status <> 'revoked'
  returning
    id, user_id as "userId", tenant_id as "tenantId", provider, account, status, refresh_token is not null as "hasRefreshToken",
    token_type as "tokenType", scopes, expires_at as "expiresAt", refresh_expires_at as "refreshExpiresAt", generation,
    created_at as "createdAt", updated_at as "updatedAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt",
    status_reason as "statusReason", metadata`;

/** Undefined when it is revoked already. */
export async function revokeHeldToken(
  db: Queryable,
  by: { readonly id: TokenId; readonly at: string; readonly reason: string | null },
): Promise<HeldInfoRow | undefined> {
  const [row] = await db.query<HeldInfoRow>({ name: "revoke_held_token", text, values: [by.id, by.at, by.reason] });
  return row;
}
