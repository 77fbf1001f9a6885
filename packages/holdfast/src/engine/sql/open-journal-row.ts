// Registers a journal, or takes it over: raising the epoch fences off every older process (SY-03).
import type { JournalId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

interface Opened {
  readonly epoch: number;
  readonly known: boolean;
}

export async function openJournalRow(
  db: Queryable,
  { journalId, place, at }: { readonly journalId: JournalId; readonly place: string; readonly at: string },
): Promise<Opened> {
  const rows = await db.query<Opened>({
    name: "open-journal-row",
    text: `
      insert into holdfast.journal as journal (id, kind, place, epoch, opened_at)
      values ($1, 'local', $2, 1, $3)
      on conflict (id) do update
        set epoch = journal.epoch + 1, place = excluded.place, opened_at = excluded.opened_at, closed_at = null
      returning epoch, epoch > 1 as known`,
    values: [journalId, place, at],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("The journal was not registered.");
  return row;
}
