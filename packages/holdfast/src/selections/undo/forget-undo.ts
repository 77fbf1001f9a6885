// Ends the memory that undo lives on after thirty days: a job, in steps that hold nobody up.
import type { Database } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import { forgetEffects } from "../sql/forget-effects.js";
import { forgetFormerSelections } from "../sql/forget-former-selections.js";

/** Milliseconds for which it is known what an operation did. */
export const undoableFor = 30 * 24 * 60 * 60 * 1000;
const most = 5000;

/** Answers how many operations can no longer be undone. */
export async function forgetUndo(database: Pick<Database, "asSystem">, clock: Pick<Clock, "now">): Promise<number> {
  const before = new Date(clock.now() - undoableFor).toISOString();
  let forgotten = 0;
  for (let last = most; last === most; forgotten += last)
    last = await database.asSystem((db) => forgetEffects(db, { before, most }));
  for (let last = most; last === most;) last = await database.asSystem((db) => forgetFormerSelections(db, { before, most }));
  return forgotten;
}
