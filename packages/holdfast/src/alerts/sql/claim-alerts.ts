// Takes alerts that are due, so that no other process sends them meanwhile.
import type { Queryable } from "../../database/index.js";

const text = `
  with due as (
    select id from holdfast.security_alert
    where next_try_at <= $1
    order by next_try_at
    limit $3
    for update skip locked
  )
  update holdfast.security_alert alert
  set attempts = attempts + 1, next_try_at = $1::timestamptz + $2 * interval '1 millisecond'
  from due
  where alert.id = due.id
  returning alert.id, alert.kind, alert.body, alert.attempts`;

export interface DueAlert {
  readonly id: string;
  readonly kind: string;
  readonly body: string;
  /** With the one that begins now. */
  readonly attempts: number;
}

export async function claimAlerts(
  db: Queryable,
  by: { readonly at: string; readonly lease: number; readonly limit: number },
): Promise<readonly DueAlert[]> {
  return db.query<DueAlert>({ name: "claim_security_alerts", text, values: [by.at, by.lease, by.limit] });
}
