// A user's live tokens of one kind, newest first; those past their idle limit included, because memory may know of a later use.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { IssuedRow } from "../issued/issued-row.js";

const text = `
  select
    id, kind, tenant_id as "tenantId", user_id as "userId", sent_to as "sentTo", created_at as "createdAt",
    expires_at as "expiresAt", idle_expires_at as "idleExpiresAt", last_used_at as "lastUsedAt", consumed_at as "consumedAt",
    revoked_at as "revokedAt", host(address) as address, user_agent as "userAgent", metadata, generation
  from holdfast.issued_token
  where user_id = $1 and kind = $2 and revoked_at is null and consumed_at is null and expires_at > $3
  order by created_at desc, id`;

export async function listIssuedTokens(
  db: Queryable,
  by: { readonly userId: UserId; readonly kind: string; readonly now: string },
): Promise<readonly IssuedRow[]> {
  return db.query<IssuedRow>({ name: "list_issued_tokens", text, values: [by.userId, by.kind, by.now] });
}
