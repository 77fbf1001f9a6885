// What a month of the trail holds, and whether it may go.
import type { Queryable } from "../../database/index.js";

const text = `
  select row_count as "rowCount", classes, kept_until as "keptUntil", kept_until <= now() as "isOver", held, unsealed
  from holdfast.audit_month($1::date)`;

export interface AuditMonthFacts {
  readonly rowCount: number;
  readonly classes: readonly string[];
  readonly keptUntil: string;
  readonly isOver: boolean;
  /** Legal holds that cover rows of it. */
  readonly held: number;
  readonly unsealed: number;
}

/** `month` is `2026-01`. */
export async function examineAuditMonth(
  db: Queryable,
  { month }: { readonly month: string },
): Promise<AuditMonthFacts | undefined> {
  const [row] = await db.query<AuditMonthFacts>({ name: "examine_audit_month", text, values: [`${month}-01`] });
  return row;
}
