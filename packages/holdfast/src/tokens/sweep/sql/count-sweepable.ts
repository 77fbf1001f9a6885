// How many rows a sweep would remove.
import type { Queryable } from "../../../database/index.js";

const text = `
  select
    (select count(*)::integer from holdfast.issued_token where least(expires_at, idle_expires_at, revoked_at, consumed_at) < $1) as issued,
    (select count(*)::integer from holdfast.held_token where status = 'revoked' and revoked_at < $2) as held`;

export interface Sweepable {
  readonly issued: number;
  readonly held: number;
}

export async function countSweepable(
  db: Queryable,
  by: { readonly issuedBefore: string; readonly heldBefore: string },
): Promise<Sweepable> {
  const [row] = await db.query<Sweepable>({ name: "count_sweepable", text, values: [by.issuedBefore, by.heldBefore] });
  return row ?? { issued: 0, held: 0 };
}
