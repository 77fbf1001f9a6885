// Which keys are retired, and since when.
import type { Queryable } from "../../../database/index.js";

const text = `select id, retired_at as "retiredAt" from holdfast.retired_key order by retired_at, id`;

export interface RetiredKey {
  readonly id: string;
  readonly retiredAt: string;
}

export async function listRetiredKeys(db: Queryable): Promise<readonly RetiredKey[]> {
  return db.query<RetiredKey>({ name: "list_retired_keys", text, values: [] });
}
