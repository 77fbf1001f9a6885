// Lets one transaction at a time mint, count or end all of a user's tokens of a kind.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `select pg_advisory_xact_lock(hashtextextended('holdfast.issued_token ' || $1::text || ' ' || $2::text, 0))`;

export async function lockIssuedKind(db: Queryable, by: { readonly userId: UserId; readonly kind: string }): Promise<void> {
  await db.query({ name: "lock_issued_kind", text, values: [by.userId, by.kind] });
}
