// Notes what the retention job did last, in place of what it did before.
import type { Queryable } from "../../database/index.js";

export interface RetentionRun {
  readonly ranAt: string;
  readonly removedRows: number;
  /** Why it could not do its work; null when it did. */
  readonly problem: string | null;
}

export async function noteRetentionRun(db: Queryable, { ranAt, removedRows, problem }: RetentionRun): Promise<void> {
  await db.query({
    name: "note_retention_run",
    text: `
      insert into holdfast.audit_retention_run (ran_at, removed_rows, problem)
      values ($1, $2, $3)
      on conflict (single) do update
        set ran_at = excluded.ran_at, removed_rows = excluded.removed_rows, problem = excluded.problem`,
    values: [ranAt, removedRows, problem],
  });
}
