// Registers a journal, or takes it over: raising the epoch fences off every older process (SY-03). A database that was restored to an
// earlier moment is told the epoch that it had forgotten (SY-10).
import type { JournalId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

interface Opened {
  readonly epoch: number;
}

export interface OpenJournal {
  readonly journalId: JournalId;
  /** Where the journal is, for people. */
  readonly place: string;
  readonly at: string;
  /** The epoch to have at least. Default: one more than the last. */
  readonly atLeast?: number;
}

export async function openJournalRow(db: Queryable, { journalId, place, at, atLeast = 1 }: OpenJournal): Promise<Opened> {
  const rows = await db.query<Opened>({
    name: "open-journal-row",
    text: `
      insert into holdfast.journal as journal (id, kind, place, epoch, opened_at)
      values ($1, 'local', $2, $4, $3)
      on conflict (id) do update
        set epoch = greatest(journal.epoch + 1, $4), place = excluded.place, opened_at = excluded.opened_at, closed_at = null
      returning epoch`,
    values: [journalId, place, at, atLeast],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("The journal was not registered.");
  return row;
}
