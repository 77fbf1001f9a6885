// What the database's clock says, and whether it went on steadily: seals are made all the time, so they show a jump.
import type { Queryable } from "../../database/index.js";

const text = `
  select
    now() as now,
    (select max(sealed_at) from holdfast.audit_seal where sealed_at <= now() - interval '7 days') as "before",
    (select min(sealed_at) from holdfast.audit_seal where sealed_at > now() - interval '7 days') as "after"`;

export interface RetentionClock {
  readonly now: string;
  /** The last seal before this week, and the first of this week. */
  readonly before: string | null;
  readonly after: string | null;
}

export async function readRetentionClock(db: Queryable): Promise<RetentionClock | undefined> {
  const [row] = await db.query<RetentionClock>({ name: "read_retention_clock", text, values: [] });
  return row;
}
