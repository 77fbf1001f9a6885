// Locks all lanes of a journal and says where each is; whoever writes to one of them finishes first.
import type { JournalId, Position } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface LaneState {
  readonly lane: number;
  readonly position: Position;
  readonly applied: number;
  readonly quarantined: number;
}

export async function lockLanes(db: Queryable, { journalId }: { readonly journalId: JournalId }): Promise<readonly LaneState[]> {
  return db.query<LaneState>({
    name: "lock-lanes",
    text: `
      select lane, position, applied, quarantined
      from holdfast.journal_lane
      where journal_id = $1
      order by lane
      for update`,
    values: [journalId],
  });
}
