// Adds an alert to those that the webhook must take.
import type { Queryable } from "../../database/index.js";

const text = `
  insert into holdfast.security_alert (id, kind, body, raised_at, next_try_at)
  values ($1, $2, $3, $4, $4)`;

export interface NewAlert {
  readonly id: string;
  readonly kind: string;
  readonly body: string;
  readonly at: string;
}

export async function insertAlert(db: Queryable, { id, kind, body, at }: NewAlert): Promise<void> {
  await db.query({ name: "insert_security_alert", text, values: [id, kind, body, at] });
}
