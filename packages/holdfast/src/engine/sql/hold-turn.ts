// Keeps the turn of the process that opened the journal last for the rest of the transaction (SY-03).
import type { JournalId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import { fenced } from "../lane.js";

/** For what is written without a lane. Throws journal_fenced when a newer process has opened the journal. */
export async function holdTurn(
  db: Queryable,
  { journalId, epoch }: { readonly journalId: JournalId; readonly epoch: number },
): Promise<void> {
  const [turn] = await db.query<{ readonly epoch: number }>({
    name: "hold-turn",
    text: `select epoch from holdfast.journal where id = $1 for share`,
    values: [journalId],
  });
  if (turn !== undefined && turn.epoch > epoch) throw fenced();
}
