// Notes that a journal was closed with nothing left in it.
import type { JournalId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export async function closeJournalRow(
  db: Queryable,
  { journalId, epoch, at }: { readonly journalId: JournalId; readonly epoch: number; readonly at: string },
): Promise<void> {
  await db.query({
    name: "close-journal-row",
    text: `update holdfast.journal set closed_at = $3 where id = $1 and epoch = $2`,
    values: [journalId, epoch, at],
  });
}
