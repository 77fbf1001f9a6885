// How long each class of actions is kept, in months.
import type { Queryable } from "../../database/index.js";

const text = `select class, keep_months as "keepMonths" from holdfast.audit_retention order by class`;

export async function readAuditRetention(
  db: Queryable,
): Promise<readonly { readonly class: string; readonly keepMonths: number }[]> {
  return db.query<{ class: string; keepMonths: number }>({ name: "read_audit_retention", text, values: [] });
}
