// Removes an alert that was taken, or given up.
import type { Queryable } from "../../database/index.js";

const text = `delete from holdfast.security_alert where id = $1`;

export async function deleteAlert(db: Queryable, by: { readonly id: string }): Promise<void> {
  await db.query({ name: "delete_security_alert", text, values: [by.id] });
}
