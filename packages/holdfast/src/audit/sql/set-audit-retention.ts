// Changes how long a class of actions is kept.
import type { Queryable } from "../../database/index.js";

const text = `update holdfast.audit_retention set keep_months = $2 where class = $1 and keep_months <> $2 returning class`;

/** False when it was so already. */
export async function setAuditRetention(
  db: Queryable,
  rule: { readonly class: string; readonly keepMonths: number },
): Promise<boolean> {
  const rows = await db.query({ name: "set_audit_retention", text, values: [rule.class, rule.keepMonths] });
  return rows.length > 0;
}
