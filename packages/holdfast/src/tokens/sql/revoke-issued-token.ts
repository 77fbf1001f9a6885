// Ends one issued token of a user.
import type { TokenId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  update holdfast.issued_token
  set revoked_at = $3, revoke_reason = $4, generation = generation + 1
  where id = $1 and user_id = $2 and revoked_at is null and consumed_at is null
  returning id, kind, generation`;

export interface EndedToken {
  readonly id: TokenId;
  readonly kind: string;
  readonly generation: number;
}

export async function revokeIssuedToken(
  db: Queryable,
  by: { readonly id: TokenId; readonly userId: UserId; readonly at: string; readonly reason: string | null },
): Promise<EndedToken | undefined> {
  const [row] = await db.query<EndedToken>({ name: "revoke_issued_token", text, values: [by.id, by.userId, by.at, by.reason] });
  return row;
}
