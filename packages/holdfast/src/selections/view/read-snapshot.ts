// Reads what the database holds of a user at one position, with the journal after it: never at a moment before what was applied (SY-10).
import { HoldfastError, type JournalId, type Position, type UserId } from "@holdfast/contract";
import type { Database, Queryable } from "../../database/index.js";
import { type Drain, type JournalEntry, readLane } from "../../engine/index.js";
import type { SelectionEntry } from "../entry.js";

export interface SnapshotOptions {
  readonly database: Database;
  readonly journalId: JournalId;
  readonly drain: Pick<Drain<SelectionEntry>, "appliedPosition" | "noticeEarlierMoment" | "pendingOf">;
}

export interface Snapshot<State> {
  readonly position: Position;
  readonly state: State;
  /** The user's operations after the position, in order. */
  readonly pending: readonly JournalEntry<SelectionEntry>[];
}

const tries = 3;

/** Throws database_unavailable while a database that was restored to an earlier moment cannot be brought forward. */
export async function readSnapshot<State>(
  userId: UserId,
  { database, journalId, drain }: SnapshotOptions,
  read: (db: Queryable) => Promise<State>,
): Promise<Snapshot<State>> {
  for (let tried = 0; tried < tries; tried += 1) {
    // Taken before the snapshot: the drain may settle some of these meanwhile, and the snapshot's position says which.
    const [applied, pending] = [drain.appliedPosition, drain.pendingOf(userId)];
    const { position, state } = await database.asSystem(
      async (db) => ({ position: await readLane(db, { journalId, lane: 0 }), state: await read(db) }),
      "repeatable read read only",
    );
    if (position >= applied) return { position, state, pending: pending.filter((entry) => entry.position > position) };
    await drain.noticeEarlierMoment();
  }
  throw new HoldfastError("database_unavailable", {
    what: "The database was restored to an earlier moment and is being brought forward.",
    why: "An answer from it would leave out what was acknowledged since.",
    action: "Try again shortly; nothing is lost.",
    retryAfterSeconds: 1,
  });
}
