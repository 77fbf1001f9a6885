// Lets an alert wait before the next try.
import type { Queryable } from "../../database/index.js";

const text = `
  update holdfast.security_alert
  set next_try_at = $2::timestamptz + $3 * interval '1 millisecond'
  where id = $1`;

export async function postponeAlert(
  db: Queryable,
  by: { readonly id: string; readonly at: string; readonly wait: number },
): Promise<void> {
  await db.query({ name: "postpone_security_alert", text, values: [by.id, by.at, by.wait] });
}
