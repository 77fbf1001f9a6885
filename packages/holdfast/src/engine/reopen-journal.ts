// A database at an earlier moment may have forgotten the epoch, some lanes, or the journal altogether: it is told again (SY-10).
import type { Database } from "../database/index.js";
import type { Clock } from "../runtime/clock.js";
import type { Journal } from "./journal/index.js";
import { fenced } from "./lane.js";
import { type LaneState, lockLanes } from "./sql/lock-lanes.js";
import { openJournalRow } from "./sql/open-journal-row.js";
import { openLanes } from "./sql/open-lanes.js";
import { readEpoch } from "./sql/read-epoch.js";

export interface ReopenOptions {
  readonly database: Database;
  readonly journal: Pick<Journal<never>, "id">;
  readonly place: string;
  readonly epoch: number;
  readonly clock: Clock;
}

/** Answers where the lanes are now. Throws journal_fenced when a newer process has opened the journal. */
export async function reopenJournal(
  { database, journal: { id: journalId }, place, epoch, clock }: ReopenOptions,
  lanes: readonly number[],
): Promise<readonly LaneState[]> {
  const at = clock.timestamp();
  return database.asSystem(async (db) => {
    const known = await readEpoch(db, { journalId });
    if (known !== undefined && known > epoch) throw fenced();
    if (known !== epoch) await openJournalRow(db, { journalId, place, at, atLeast: epoch });
    await openLanes(db, { journalId, lanes, at });
    return lockLanes(db, { journalId });
  });
}
