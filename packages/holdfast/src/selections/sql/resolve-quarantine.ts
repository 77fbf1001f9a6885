// Settles what becomes of an operation in quarantine, once: answers nothing when it is not there or was settled before.
import type { JournalId, Position } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { QuarantineRow } from "./list-quarantine.js";

export interface Resolution {
  readonly journalId: JournalId;
  readonly position: Position;
  readonly resolution: "replayed" | "discarded";
  readonly at: string;
}

export async function resolveQuarantine(
  db: Queryable,
  { journalId, position, resolution, at }: Resolution,
): Promise<QuarantineRow | undefined> {
  const rows = await db.query<QuarantineRow>({
    name: "resolve-quarantine",
    text: `
      update holdfast.quarantine
      set resolved_at = $4, resolution = $3
      where journal_id = $1 and position = $2 and resolved_at is null
      returning journal_id, position, user_id, operation_id, sql_state, message, payload, at, resolved_at, resolution`,
    values: [journalId, position, resolution, at],
  });
  return rows[0];
}
