// Waits until what a user was shown is in the database, for answers that come from there.
import { HoldfastError, type Position } from "@holdfast/contract";
import type { SelectionRoom } from "../room.js";
import type { UserView } from "../view/user-view.js";

/** Throws database_unavailable when the patience for a flush ends before. */
export async function settle(
  { options: { journal, drain, flushPatience } }: Pick<SelectionRoom, "options">,
  { userId, lastPosition }: Pick<UserView, "userId" | "lastPosition">,
): Promise<void> {
  await journal.whenDurable(lastPosition);
  if (!(await drain.whenUserApplied(userId, flushPatience))) throw notApplied(lastPosition);
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
