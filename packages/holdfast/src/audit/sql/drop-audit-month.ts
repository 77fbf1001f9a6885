// Removes a month of the trail; the database checks once more whether it may go.
import type { Queryable } from "../../database/index.js";

// Writers wait behind whoever waits for this lock, so it is not waited for long.
const patience = `set local lock_timeout = '2s'`;
const text = `select row_count as "rowCount", contexts from holdfast.drop_audit_month($1::date)`;

export interface DroppedMonth {
  readonly rowCount: number;
  /** Sessions, addresses and agents that no row speaks of any more. */
  readonly contexts: number;
}

export async function dropAuditMonth(db: Queryable, { month }: { readonly month: string }): Promise<DroppedMonth> {
  await db.query({ name: "set_lock_patience", text: patience, values: [] });
  const [row] = await db.query<DroppedMonth>({ name: "drop_audit_month", text, values: [`${month}-01`] });
  return row ?? { rowCount: 0, contexts: 0 };
}
