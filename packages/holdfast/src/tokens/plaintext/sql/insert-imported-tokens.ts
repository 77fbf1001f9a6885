// Keeps a batch of tokens that were plaintext elsewhere. Who has kept one of the same name meanwhile wins.
import type { TokenId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  insert into holdfast.held_token
    (id, user_id, provider, account, status, access_token, refresh_token, key_id, token_type, scopes, expires_at, generation,
     created_at, updated_at)
  select
    row.id, row.user_id, row.provider, row.account, 'active', row.access_token, row.refresh_token, $10, row.token_type,
    array(select jsonb_array_elements_text(row.scopes)), row.expires_at, 1, $11, $11
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::bytea[], $7::text[], $8::jsonb[], $9::timestamptz[])
    as row (id, user_id, provider, account, access_token, refresh_token, token_type, scopes, expires_at)
  on conflict on constraint held_token_name do nothing
  returning id`;

export interface ImportedToken {
  readonly id: TokenId;
  readonly userId: UserId;
  readonly provider: string;
  readonly account: string;
  /** Sealed, like the refresh token. */
  readonly sealedAccess: Buffer;
  readonly sealedRefresh: Buffer | null;
  readonly tokenType: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string | null;
}

/** Answers the ids of those that were kept. */
export async function insertImportedTokens(
  db: Queryable,
  rows: readonly ImportedToken[],
  { keyId, at }: { readonly keyId: string; readonly at: string },
): Promise<readonly TokenId[]> {
  const values = [
    rows.map(({ id }) => id),
    rows.map(({ userId }) => userId),
    rows.map(({ provider }) => provider),
    rows.map(({ account }) => account),
    rows.map(({ sealedAccess }) => sealedAccess),
    rows.map(({ sealedRefresh }) => sealedRefresh),
    rows.map(({ tokenType }) => tokenType),
    rows.map(({ scopes }) => JSON.stringify(scopes)),
    rows.map(({ expiresAt }) => expiresAt),
    keyId,
    at,
  ];
  const kept = await db.query<{ readonly id: TokenId }>({ name: "insert_imported_tokens", text, values });
  return kept.map(({ id }) => id);
}
