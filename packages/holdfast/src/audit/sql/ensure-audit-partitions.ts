// Makes the monthly partitions of the trail that are missing.
import type { Queryable } from "../../database/index.js";

const text = `select holdfast.ensure_audit_partitions($1::date, $2::date) as made`;

/** Partitions from the month of `first` to the month of `last` (ISO dates); answers how many were made. */
export async function ensureAuditPartitions(
  db: Queryable,
  range: { readonly first: string; readonly last: string },
): Promise<number> {
  const [row] = await db.query<{ made: number }>({ name: "ensure_audit_partitions", text, values: [range.first, range.last] });
  return row?.made ?? 0;
}
