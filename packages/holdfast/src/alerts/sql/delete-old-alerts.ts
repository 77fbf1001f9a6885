// Removes alerts of long ago that nobody has to be told of any more.
import type { Queryable } from "../../database/index.js";

const text = `
  delete from holdfast.security_alert
  where raised_at < $1 and delivery <> 'waiting'`;

export async function deleteOldAlerts(db: Queryable, by: { readonly before: string }): Promise<void> {
  await db.query({ name: "delete_old_security_alerts", text, values: [by.before] });
}
