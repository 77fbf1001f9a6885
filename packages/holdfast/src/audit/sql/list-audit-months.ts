// The months that the trail has partitions of, oldest first, and the shortest time that any class is kept.
import type { Queryable } from "../../database/index.js";

const text = `
  select
    to_char(to_date(right(child.relname, 7), 'YYYY_MM'), 'YYYY-MM') as month,
    pg_total_relation_size(child.oid) as bytes,
    (to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month' + greatest(shortest.months, 1) * interval '1 month')::timestamp at time zone 'UTC' <= now()
      as "isOld"
  from pg_inherits link
  join pg_class child on child.oid = link.inhrelid,
  (select min(keep_months) as months from holdfast.audit_retention) shortest
  where link.inhparent = 'holdfast.audit_event'::regclass and child.relname ~ '^audit_event_[0-9]{4}_[0-9]{2}$'
  order by child.relname`;

export interface AuditMonth {
  /** `2026-01`. */
  readonly month: string;
  readonly bytes: number;
  /** Older than the shortest time that any class is kept: worth a closer look. */
  readonly isOld: boolean;
}

export async function listAuditMonths(db: Queryable): Promise<readonly AuditMonth[]> {
  return db.query<AuditMonth>({ name: "list_audit_months", text, values: [] });
}
