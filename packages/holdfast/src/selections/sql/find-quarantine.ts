// One unsettled operation in quarantine.
import type { JournalId, Position } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { QuarantineRow } from "./list-quarantine.js";

export async function findQuarantine(
  db: Queryable,
  { journalId, position }: { readonly journalId: JournalId; readonly position: Position },
): Promise<QuarantineRow | undefined> {
  const rows = await db.query<QuarantineRow>({
    name: "find-quarantine",
    text: `
      select journal_id, position, user_id, operation_id, sql_state, message, payload, at, resolved_at, resolution
      from holdfast.quarantine
      where journal_id = $1 and position = $2 and resolved_at is null`,
    values: [journalId, position],
  });
  return rows[0];
}
