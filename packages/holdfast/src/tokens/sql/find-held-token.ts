// Reads one held token with its sealed access token.
import type { Queryable } from "../../database/index.js";
import type { FullName } from "../held/held-name.js";
import type { HeldRow } from "../held/held-row.js";

const text = `
  select
    id, user_id as "userId", tenant_id as "tenantId", provider, account, status, refresh_token is not null as "hasRefreshToken",
    token_type as "tokenType", scopes, expires_at as "expiresAt", refresh_expires_at as "refreshExpiresAt", generation,
    created_at as "createdAt", updated_at as "updatedAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt",
    status_reason as "statusReason", metadata,
    access_token as "accessToken"
  from holdfast.held_token
  where user_id = $1 and provider = $2 and account = $3 and tenant_id is not distinct from $4::uuid`;

export async function findHeldToken(
  db: Queryable,
  { userId, provider, account, tenantId }: FullName,
): Promise<HeldRow | undefined> {
  const [row] = await db.query<HeldRow>({ name: "find_held_token", text, values: [userId, provider, account, tenantId] });
  return row;
}
