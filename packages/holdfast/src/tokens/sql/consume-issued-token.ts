// Uses a single-use token up: the row's lock lets one of several callers win.
import type { Queryable } from "../../database/index.js";
import type { IssuedRow } from "../issued/issued-row.js";

const text = `
  update holdfast.issued_token
  set consumed_at = $3, last_used_at = $3, generation = generation + 1
  where hash = $1 and kind = $2 and consumed_at is null and revoked_at is null and expires_at > $3
  returning
    id, kind, tenant_id as "tenantId", user_id as "userId", sent_to as "sentTo", created_at as "createdAt",
    expires_at as "expiresAt", idle_expires_at as "idleExpiresAt", last_used_at as "lastUsedAt", consumed_at as "consumedAt",
    revoked_at as "revokedAt", host(address) as address, user_agent as "userAgent", metadata, generation`;

/** The row as it is now, for the one caller that used it up. */
export async function consumeIssuedToken(
  db: Queryable,
  by: { readonly hash: Buffer; readonly kind: string; readonly at: string },
): Promise<IssuedRow | undefined> {
  const [row] = await db.query<IssuedRow>({ name: "consume_issued_token", text, values: [by.hash, by.kind, by.at] });
  return row;
}
