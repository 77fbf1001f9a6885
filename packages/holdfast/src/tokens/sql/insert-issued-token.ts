// Adds an issued token; its text is not among what is stored.
import type { TenantId, TokenId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  insert into holdfast.issued_token
    (id, kind, tenant_id, user_id, hash, sent_to, created_at, expires_at, idle_expires_at, address, user_agent, metadata, generation)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::inet, $11, $12::jsonb, 1)`;

export interface NewIssuedToken {
  readonly id: TokenId;
  readonly kind: string;
  readonly tenantId: TenantId | null;
  readonly userId: UserId | null;
  readonly hash: Buffer;
  readonly sentTo: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly idleExpiresAt: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export async function insertIssuedToken(db: Queryable, token: NewIssuedToken): Promise<void> {
  const { id, kind, tenantId, userId, hash, sentTo, createdAt, expiresAt, idleExpiresAt, address, userAgent, metadata } = token;
  const values = [
    id,
    kind,
    tenantId,
    userId,
    hash,
    sentTo,
    createdAt,
    expiresAt,
    idleExpiresAt,
    address,
    userAgent,
    JSON.stringify(metadata),
  ];
  await db.query({ name: "insert_issued_token", text, values });
}
