// Locks the lane for this batch and says where it is and whose turn it is. Nothing when the database does not know the journal (SY-02, SY-03).
import type { JournalId, Position } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface LockedLane {
  readonly position: Position;
  /** Of the process that opened the journal last. */
  readonly epoch: number;
  /** Where every lane of the journal is, this one included: at least. */
  readonly positions: Readonly<Record<string, number>>;
}

/** The journal is locked before the lane, as by those who open it: they never wait for one another in a ring. */
export async function lockLane(
  db: Queryable,
  { journalId, lane }: { readonly journalId: JournalId; readonly lane: number },
): Promise<LockedLane | undefined> {
  const rows = await db.query<LockedLane>({
    name: "lock-lane",
    text: `
      with turn as materialized (select epoch from holdfast.journal where id = $1 for share)
      select
        lane.position,
        turn.epoch,
        (select jsonb_object_agg(other.lane, other.position) from holdfast.journal_lane other where other.journal_id = $1) as positions
      from turn
      cross join holdfast.journal_lane lane
      where lane.journal_id = $1 and lane.lane = $2
      for update of lane`,
    values: [journalId, lane],
  });
  return rows[0];
}
