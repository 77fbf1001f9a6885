// Whose turn it is to write from a journal: the epoch of the process that opened it last. Nothing when the database does not know it.
import type { JournalId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export async function readEpoch(db: Queryable, { journalId }: { readonly journalId: JournalId }): Promise<number | undefined> {
  const rows = await db.query<{ epoch: number }>({
    name: "read-epoch",
    text: `select epoch from holdfast.journal where id = $1 for share`,
    values: [journalId],
  });
  return rows[0]?.epoch;
}
