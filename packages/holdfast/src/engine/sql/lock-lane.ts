// Locks the lane for this batch and says where it is. No row: a newer process has raised the epoch (SY-02, SY-03).
import type { JournalId, Position } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export async function lockLane(
  db: Queryable,
  { journalId, lane, epoch }: { readonly journalId: JournalId; readonly lane: number; readonly epoch: number },
): Promise<Position | undefined> {
  const rows = await db.query<{ position: Position }>({
    name: "lock-lane",
    text: `
      select lane.position
      from holdfast.journal_lane lane
      join holdfast.journal journal on journal.id = lane.journal_id
      where lane.journal_id = $1 and lane.lane = $2 and journal.epoch = $3
      for update of lane
      for share of journal`,
    values: [journalId, lane, epoch],
  });
  return rows[0]?.position;
}
