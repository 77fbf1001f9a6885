// Locks the lane for this batch and says where it is and whose turn it is. Nothing when the database does not know the journal (SY-02, SY-03).
import type { JournalId, Position } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface LockedLane {
  readonly position: Position;
  /** Of the process that opened the journal last. */
  readonly epoch: number;
}

export async function lockLane(
  db: Queryable,
  { journalId, lane }: { readonly journalId: JournalId; readonly lane: number },
): Promise<LockedLane | undefined> {
  const rows = await db.query<LockedLane>({
    name: "lock-lane",
    text: `
      select lane.position, journal.epoch
      from holdfast.journal_lane lane
      join holdfast.journal journal on journal.id = lane.journal_id
      where lane.journal_id = $1 and lane.lane = $2
      for update of lane
      for share of journal`,
    values: [journalId, lane],
  });
  return rows[0];
}
