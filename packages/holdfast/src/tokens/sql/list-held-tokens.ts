// Reads all held tokens of a user without their secrets.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { HeldInfoRow } from "../held/held-row.js";

const text = `
  select
    id, user_id as "userId", tenant_id as "tenantId", provider, account, status, refresh_token is not null as "hasRefreshToken",
    token_type as "tokenType", scopes, expires_at as "expiresAt", refresh_expires_at as "refreshExpiresAt", generation,
    created_at as "createdAt", updated_at as "updatedAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt",
    status_reason as "statusReason", metadata
  from holdfast.held_token
  where user_id = $1
  order by provider, account, tenant_id nulls first`;

export async function listHeldTokens(db: Queryable, by: { readonly userId: UserId }): Promise<readonly HeldInfoRow[]> {
  return db.query<HeldInfoRow>({ name: "list_held_tokens", text, values: [by.userId] });
}
