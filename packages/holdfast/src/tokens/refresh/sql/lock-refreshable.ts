// Locks the row of a held token and reads it whole, to begin or end a refresh.
import type { Queryable } from "../../../database/index.js";
import type { FullName } from "../../held/held-name.js";
import type { HeldRow } from "../../held/held-row.js";

const text = `
  select
    id, user_id as "userId", tenant_id as "tenantId", provider, account, status, refresh_token is not null as "hasRefreshToken",
    token_type as "tokenType", scopes, expires_at as "expiresAt", refresh_expires_at as "refreshExpiresAt", generation,
    created_at as "createdAt", updated_at as "updatedAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt",
    status_reason as "statusReason", metadata,
    access_token as "accessToken", refresh_token as "refreshToken"
  from holdfast.held_token
  where user_id = $1 and provider = $2 and account = $3 and tenant_id is not distinct from $4::uuid
  for no key update`;

export interface RefreshableRow extends HeldRow {
  /** Sealed. */
  readonly refreshToken: Buffer | null;
}

export async function lockRefreshable(
  db: Queryable,
  { userId, provider, account, tenantId }: FullName,
): Promise<RefreshableRow | undefined> {
  const values = [userId, provider, account, tenantId];
  const [row] = await db.query<RefreshableRow>({ name: "lock_refreshable", text, values });
  return row;
}
