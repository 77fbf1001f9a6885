// Lets one transaction at a time mint a code for an owner.
import type { Queryable } from "../../../database/index.js";
import type { CodesOf } from "./lock-codes.js";

const text = `
  select pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'holdfast.code', $1::text, coalesce($2::text, '-'), coalesce($3::text, '-')), 0))`;

export async function lockCodeOwner(db: Queryable, { kind, userId, sentTo }: Omit<CodesOf, "at">): Promise<void> {
  await db.query({ name: "lock_code_owner", text, values: [kind, userId, sentTo] });
}
