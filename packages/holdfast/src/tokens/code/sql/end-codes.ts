// Ends codes that the caller has locked: by use, or because another takes their place, or after too many wrong tries.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const consume = `
  update holdfast.issued_token
  set consumed_at = $2, generation = generation + 1
  where id = any ($1)`;

const revoke = `
  update holdfast.issued_token
  set revoked_at = $2, revoke_reason = $3, generation = generation + 1
  where id = any ($1)`;

const count = `update holdfast.issued_token set attempts = attempts + 1 where id = any ($1)`;

export async function consumeCode(db: Queryable, { id, at }: { readonly id: TokenId; readonly at: string }): Promise<void> {
  await db.query({ name: "consume_code", text: consume, values: [[id], at] });
}

export async function revokeCodes(
  db: Queryable,
  { ids, at, reason }: { readonly ids: readonly TokenId[]; readonly at: string; readonly reason: string },
): Promise<void> {
  await db.query({ name: "revoke_codes", text: revoke, values: [ids, at, reason] });
}

export async function countWrongTry(db: Queryable, ids: readonly TokenId[]): Promise<void> {
  await db.query({ name: "count_wrong_try", text: count, values: [ids] });
}
