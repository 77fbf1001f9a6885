// How many operations wait in quarantine for somebody's decision.
import type { Queryable } from "../statement.js";

export async function countOpenQuarantine(db: Queryable): Promise<number> {
  const rows = await db.query<{ count: number }>({
    name: "count-open-quarantine",
    text: `select count(*)::integer as count from holdfast.quarantine where resolved_at is null`,
    values: [],
  });
  return rows[0]?.count ?? 0;
}
