// Notes that an alert was taken by the webhook, or given up: it is not sent again.
import type { Queryable } from "../../database/index.js";

const text = `
  update holdfast.security_alert
  set delivery = $2, next_try_at = null
  where id = $1`;

export async function settleAlert(
  db: Queryable,
  { id, delivery }: { readonly id: string; readonly delivery: "taken" | "given_up" },
): Promise<void> {
  await db.query({ name: "settle_security_alert", text, values: [id, delivery] });
}
