// How far the database has come with each journal that it knows.
import type { Queryable } from "../statement.js";

export interface JournalLane {
  readonly journalId: string;
  /** The directory of a local journal. */
  readonly place: string;
  readonly lane: number;
  readonly epoch: number;
  readonly position: number;
  readonly applied: number;
  readonly quarantined: number;
  readonly isOpen: boolean;
  readonly updatedAt: string;
}

export async function listJournalLanes(db: Queryable): Promise<readonly JournalLane[]> {
  return db.query<JournalLane>({
    name: "list-journal-lanes",
    text: `
      select
        journal.id as "journalId",
        journal.place,
        lane.lane,
        journal.epoch,
        lane.position,
        lane.applied,
        lane.quarantined,
        journal.closed_at is null as "isOpen",
        lane.updated_at as "updatedAt"
      from holdfast.journal journal
      join holdfast.journal_lane lane on lane.journal_id = journal.id
      order by journal.opened_at desc, lane.lane`,
    values: [],
  });
}
