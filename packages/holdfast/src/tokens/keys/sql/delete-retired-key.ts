// Takes a retirement back: the key was still in use.
import type { Queryable } from "../../../database/index.js";

const text = `delete from holdfast.retired_key where id = $1`;

export async function deleteRetiredKey(db: Queryable, key: { readonly id: string }): Promise<void> {
  await db.query({ name: "delete_retired_key", text, values: [key.id] });
}
