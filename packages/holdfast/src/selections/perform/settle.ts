// Waits until what a user was shown is in the database, for answers that come from there.
import { HoldfastError, type Position } from "@holdfast/contract";
import type { SelectionRoom } from "../room.js";

/** Throws database_unavailable when the patience for a flush ends before. */
export async function settle(
  { options: { journal, drain, flushPatience } }: Pick<SelectionRoom, "options">,
  position: Position,
): Promise<void> {
  await journal.whenDurable(position);
  if (!(await drain.whenApplied(position, flushPatience))) throw notApplied(position);
}

export function notApplied(position: Position): HoldfastError {
  return new HoldfastError("database_unavailable", {
    what: "The database has not applied this change yet.",
    why: "It is safe in the journal and will be applied by itself.",
    action: "Read it back, or send the same operation id again to learn when it is applied.",
    retryAfterSeconds: 5,
    data: { position, durability: "journal" },
  });
}
