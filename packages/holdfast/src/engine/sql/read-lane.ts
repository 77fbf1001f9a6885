// Where the lane is, without a lock: for reading state and position in one snapshot.
import type { JournalId, Position } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export async function readLane(
  db: Queryable,
  { journalId, lane }: { readonly journalId: JournalId; readonly lane: number },
): Promise<Position> {
  const rows = await db.query<{ position: Position }>({
    name: "read-lane",
    text: `select position from holdfast.journal_lane where journal_id = $1 and lane = $2`,
    values: [journalId, lane],
  });
  return rows[0]?.position ?? (0 as Position);
}
