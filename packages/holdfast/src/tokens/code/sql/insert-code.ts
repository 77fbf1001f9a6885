// Stores a new code: its keyed hash, and under which key that was made.
import type { Queryable } from "../../../database/index.js";
import type { NewIssuedToken } from "../../sql/insert-issued-token.js";

const text = `
  insert into holdfast.issued_token
    (id, kind, tenant_id, user_id, hash, key_id, sent_to, created_at, expires_at, address, user_agent, metadata, generation)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::inet, $11, $12::jsonb, 1)`;

export async function insertCode(
  db: Queryable,
  code: Omit<NewIssuedToken, "idleExpiresAt"> & { readonly keyId: string },
): Promise<void> {
  const { id, kind, tenantId, userId, hash, keyId, sentTo, createdAt, expiresAt, address, userAgent, metadata } = code;
  const values = [
    id,
    kind,
    tenantId,
    userId,
    hash,
    keyId,
    sentTo,
    createdAt,
    expiresAt,
    address,
    userAgent,
    JSON.stringify(metadata),
  ];
  await db.query({ name: "insert_code", text, values });
}
