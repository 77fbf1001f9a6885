// From its commit on, nothing can be written under this key.
import type { Queryable } from "../../../database/index.js";

const text = `insert into holdfast.retired_key (id, retired_at) values ($1, $2) on conflict (id) do nothing`;

export async function insertRetiredKey(db: Queryable, key: { readonly id: string; readonly at: string }): Promise<void> {
  await db.query({ name: "insert_retired_key", text, values: [key.id, key.at] });
}
