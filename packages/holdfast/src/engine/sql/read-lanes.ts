// Where the lanes are, without a lock: for reading state and positions in one snapshot.
import type { JournalId, Position } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

interface LaneRow {
  readonly lane: number;
  readonly position: Position;
}

export async function readLanes(
  db: Queryable,
  { journalId }: { readonly journalId: JournalId },
): Promise<ReadonlyMap<number, Position>> {
  const rows = await db.query<LaneRow>({
    name: "read-lanes",
    text: `select lane, position from holdfast.journal_lane where journal_id = $1`,
    values: [journalId],
  });
  return new Map(rows.map(({ lane, position }) => [lane, position]));
}
