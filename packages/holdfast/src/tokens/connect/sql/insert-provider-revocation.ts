// Puts tokens down to be revoked at their provider.
import type { TenantId, TokenId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  insert into holdfast.provider_revocation
    (id, token_id, user_id, tenant_id, provider, refresh_token, access_token, key_id, next_try_at, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`;

export interface NewRevocation {
  readonly id: string;
  readonly tokenId: TokenId;
  readonly userId: UserId;
  readonly tenantId: TenantId | null;
  readonly provider: string;
  /** Sealed, like the access token. */
  readonly refreshToken: Buffer | null;
  readonly accessToken: Buffer | null;
  readonly keyId: string;
  readonly at: string;
}

export async function insertProviderRevocation(db: Queryable, revocation: NewRevocation): Promise<void> {
  const { id, tokenId, userId, tenantId, provider, refreshToken, accessToken, keyId, at } = revocation;
  const values = [id, tokenId, userId, tenantId, provider, refreshToken, accessToken, keyId, at];
  await db.query({ name: "insert_provider_revocation", text, values });
}
