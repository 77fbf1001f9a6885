// Locks the next held tokens that are sealed under another key. Who is at work on a row keeps it: we come back.
import type { TokenId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  select
    id, user_id as "userId", generation, provider, access_token as "accessToken", refresh_token as "refreshToken", key_id as "keyId"
  from holdfast.held_token
  where key_id <> $1 and id > $2
  order by id
  limit $3
  for no key update skip locked`;

export interface HeldSeal {
  readonly id: TokenId;
  readonly userId: UserId;
  readonly generation: number;
  readonly provider: string;
  readonly accessToken: Buffer | null;
  readonly refreshToken: Buffer | null;
  readonly keyId: string;
}

export async function claimHeldSeals(
  db: Queryable,
  by: { readonly to: string; readonly after: string; readonly limit: number },
): Promise<readonly HeldSeal[]> {
  return db.query<HeldSeal>({ name: "claim_held_seals", text, values: [by.to, by.after, by.limit] });
}
