// The lane's position in the database; made at 0 the first time.
import type { JournalId, Position } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface LaneState {
  readonly position: Position;
  readonly applied: number;
  readonly quarantined: number;
}

export async function openLane(
  db: Queryable,
  { journalId, lane, at }: { readonly journalId: JournalId; readonly lane: number; readonly at: string },
): Promise<LaneState> {
  const rows = await db.query<LaneState>({
    name: "open-lane",
    text: `
      insert into holdfast.journal_lane as lane (journal_id, lane, position, updated_at)
      values ($1, $2, 0, $3)
      on conflict (journal_id, lane) do update set updated_at = excluded.updated_at
      returning position, applied, quarantined`,
    values: [journalId, lane, at],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("The lane was not registered.");
  return row;
}
