// For how many months after the present one the audit trail has partitions, without a gap.
import type { Queryable } from "../statement.js";

export async function countAuditPartitionsAhead(db: Queryable, { now }: { readonly now: string }): Promise<number> {
  const rows = await db.query<{ ahead: number }>({
    name: "count-audit-partitions-ahead",
    text: `
      select coalesce(min(ahead) filter (where not present), 13)::integer - 1 as ahead
      from (
        select
          ahead,
          to_regclass('holdfast.audit_event_' || to_char(date_trunc('month', $1::timestamptz at time zone 'UTC') + ahead * interval '1 month', 'YYYY_MM')) is not null as present
        from generate_series(1, 12) as ahead
      ) month`,
    values: [now],
  });
  return rows[0]?.ahead ?? 0;
}
