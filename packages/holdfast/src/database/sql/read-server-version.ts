// Which PostgreSQL answers: 150004 is 15.4.
import type { Queryable } from "../statement.js";

export async function readServerVersion(db: Queryable): Promise<number> {
  const rows = await db.query<{ version: number }>({
    name: "read-server-version",
    text: `select current_setting('server_version_num')::integer as version`,
    values: [],
  });
  return rows[0]?.version ?? 0;
}
