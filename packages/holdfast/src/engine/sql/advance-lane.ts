// Moves the lane's position, in the transaction that applied the operations up to there.
import type { JournalId, Position } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface LaneAdvance {
  readonly journalId: JournalId;
  readonly lane: number;
  readonly position: Position;
  readonly applied: number;
  readonly quarantined: number;
  readonly at: string;
}

export async function advanceLane(
  db: Queryable,
  { journalId, lane, position, applied, quarantined, at }: LaneAdvance,
): Promise<void> {
  await db.query({
    name: "advance-lane",
    text: `
      update holdfast.journal_lane
      set position = $3, applied = applied + $4, quarantined = quarantined + $5, updated_at = $6
      where journal_id = $1 and lane = $2`,
    values: [journalId, lane, position, applied, quarantined, at],
  });
}
