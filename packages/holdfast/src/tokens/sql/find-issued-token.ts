// Looks an issued token up by the hash of its text.
import type { Queryable } from "../../database/index.js";
import type { IssuedRow } from "../issued/issued-row.js";

const text = `
  select
    id, kind, tenant_id as "tenantId", user_id as "userId", sent_to as "sentTo", created_at as "createdAt",
    expires_at as "expiresAt", idle_expires_at as "idleExpiresAt", last_used_at as "lastUsedAt", consumed_at as "consumedAt",
    revoked_at as "revokedAt", host(address) as address, user_agent as "userAgent", metadata, generation
  from holdfast.issued_token
  where hash = $1 and kind = $2`;

export async function findIssuedToken(
  db: Queryable,
  by: { readonly hash: Buffer; readonly kind: string },
): Promise<IssuedRow | undefined> {
  const [row] = await db.query<IssuedRow>({ name: "find_issued_token", text, values: [by.hash, by.kind] });
  return row;
}
