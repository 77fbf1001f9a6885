// Destroys from where a person's changes came. The database refuses it without an event of the erasure in the same transaction.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `select holdfast.erase_audit_contexts($1) as erased`;

/** How many sessions, addresses and agents were destroyed. */
export async function eraseAuditContexts(db: Queryable, { userId }: { readonly userId: UserId }): Promise<number> {
  const [row] = await db.query<{ erased: number }>({ name: "erase_audit_contexts", text, values: [userId] });
  return row?.erased ?? 0;
}
