// Locks the next revocations in the outbox that are sealed under another key.
import type { TokenId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  select
    id, token_id as "tokenId", user_id as "userId", access_token as "accessToken", refresh_token as "refreshToken", key_id as "keyId"
  from holdfast.provider_revocation
  where key_id <> $1 and id > $2
  order by id
  limit $3
  for no key update skip locked`;

export interface RevocationSeal {
  readonly id: string;
  readonly tokenId: TokenId;
  readonly userId: UserId;
  readonly accessToken: Buffer | null;
  readonly refreshToken: Buffer | null;
  readonly keyId: string;
}

export async function claimRevocationSeals(
  db: Queryable,
  by: { readonly to: string; readonly after: string; readonly limit: number },
): Promise<readonly RevocationSeal[]> {
  return db.query<RevocationSeal>({ name: "claim_revocation_seals", text, values: [by.to, by.after, by.limit] });
}
