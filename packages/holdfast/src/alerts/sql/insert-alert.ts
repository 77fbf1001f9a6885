// Keeps an alert, and has the webhook told of it where there is one. One that is kept already stays as it is.
import type { Queryable } from "../../database/index.js";

const text = `
  insert into holdfast.security_alert (id, kind, body, raised_at, delivery, next_try_at)
  values ($1, $2, $3, $4, $5, case when $5 = 'waiting' then $4::timestamptz end)
  on conflict (id) do nothing`;

export interface NewAlert {
  readonly id: string;
  readonly kind: string;
  readonly body: string;
  readonly at: string;
  readonly delivery: "none" | "waiting";
}

export async function insertAlert(db: Queryable, { id, kind, body, at, delivery }: NewAlert): Promise<void> {
  await db.query({ name: "insert_security_alert", text, values: [id, kind, body, at, delivery] });
}
