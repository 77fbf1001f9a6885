// Fences off whoever fed this database from another local journal: it has lost the lock, and may not have noticed (JO-07, SY-03).
import type { JournalId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

/** Waits for a batch of theirs that is under way. Journals that were signed off feed nothing and stay as they are. */
export async function fenceOtherJournals(db: Queryable, { journalId }: { readonly journalId: JournalId }): Promise<void> {
  await db.query({
    name: "fence-other-journals",
    text: `update holdfast.journal set epoch = epoch + 1 where id <> $1 and kind = 'local' and closed_at is null`,
    values: [journalId],
  });
}
