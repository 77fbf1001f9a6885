// What the retention job did last; nothing when it never ran on this database.
import type { Queryable } from "../../database/index.js";
import type { RetentionRun } from "./note-retention-run.js";

export async function readRetentionRun(db: Queryable): Promise<RetentionRun | undefined> {
  const rows = await db.query<RetentionRun>({
    name: "read_retention_run",
    text: `select ran_at as "ranAt", removed_rows as "removedRows", problem from holdfast.audit_retention_run`,
    values: [],
  });
  return rows[0];
}
