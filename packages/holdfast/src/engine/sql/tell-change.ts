// Tells every process of a change, when the transaction commits.
import type { Queryable } from "../../database/index.js";

const text = `select pg_notify('holdfast_change', json_build_object('topic', $1::text, 'body', $2::json)::text)`;

/** The body is small (under 7,000 bytes as JSON) and holds no secret. */
export async function tellChange(db: Queryable, change: { readonly topic: string; readonly body: unknown }): Promise<void> {
  await db.query({ name: "tell_change", text, values: [change.topic, JSON.stringify(change.body)] });
}
