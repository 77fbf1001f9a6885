// Ends a connection whose grant is dead: the row stays, its secrets go.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";
import type { HeldInfoRow } from "../../held/held-row.js";

const text = `
  update holdfast.held_token
  set
    status = 'reconnect_required', status_reason = $4, updated_at = $3, access_token = null, refresh_token = null, key_id = null,
    generation = generation + 1
  where id = $1 and generation = $2 and status = 'active'
  returning
    id, user_id as "userId", tenant_id as "tenantId", provider, account, status, refresh_token is not null as "hasRefreshToken",
    token_type as "tokenType", scopes, expires_at as "expiresAt", refresh_expires_at as "refreshExpiresAt", generation,
    created_at as "createdAt", updated_at as "updatedAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt",
    status_reason as "statusReason", metadata`;

export async function requireReconnect(
  db: Queryable,
  by: { readonly id: TokenId; readonly generation: number; readonly at: string; readonly reason: string },
): Promise<HeldInfoRow | undefined> {
  const values = [by.id, by.generation, by.at, by.reason];
  const [row] = await db.query<HeldInfoRow>({ name: "require_reconnect", text, values });
  return row;
}
