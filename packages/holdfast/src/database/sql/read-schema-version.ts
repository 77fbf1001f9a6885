// Which migration was the last one in this database. The table must be there.
import type { Queryable } from "../statement.js";

export async function readSchemaVersion(db: Queryable): Promise<number> {
  const rows = await db.query<{ version: number }>({
    name: "read-schema-version",
    text: `select coalesce(max(number), 0)::integer as version from holdfast.migration`,
    values: [],
  });
  return rows[0]?.version ?? 0;
}
