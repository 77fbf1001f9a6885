// Takes revocations that are due, so that no other process tries them meanwhile.
import type { TenantId, TokenId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  with due as (
    select id
    from holdfast.provider_revocation
    where next_try_at <= $1 and provider = any ($4)
    order by next_try_at
    limit $3
    for update skip locked
  )
  update holdfast.provider_revocation revocation
  set attempts = attempts + 1, next_try_at = $1::timestamptz + $2 * interval '1 millisecond'
  from due
  where revocation.id = due.id
  returning
    revocation.id, revocation.token_id as "tokenId", revocation.user_id as "userId", revocation.tenant_id as "tenantId",
    revocation.provider, revocation.refresh_token as "refreshToken", revocation.access_token as "accessToken",
    revocation.attempts`;

export interface ProviderRevocation {
  readonly id: string;
  readonly tokenId: TokenId;
  readonly userId: UserId;
  readonly tenantId: TenantId | null;
  readonly provider: string;
  readonly refreshToken: Buffer | null;
  readonly accessToken: Buffer | null;
  /** With the one that begins now. */
  readonly attempts: number;
}

export async function claimProviderRevocations(
  db: Queryable,
  by: { readonly at: string; readonly lease: number; readonly limit: number; readonly providers: readonly string[] },
): Promise<readonly ProviderRevocation[]> {
  const values = [by.at, by.lease, by.limit, by.providers];
  return db.query<ProviderRevocation>({ name: "claim_provider_revocations", text, values });
}
