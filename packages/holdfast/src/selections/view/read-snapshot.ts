// Reads what the database holds of a user at one position, with the journal after it: never at a moment before what was applied (SY-10).
import { HoldfastError, type JournalId, type Position, type UserId } from "@holdfast/contract";
import type { Database, Queryable } from "../../database/index.js";
import { type Drain, type JournalEntry, readLanes } from "../../engine/index.js";
import { laneOf, type SelectionEntry } from "../entry.js";

export interface SnapshotOptions {
  readonly database: Database;
  readonly journalId: JournalId;
  readonly drain: Pick<Drain<SelectionEntry>, "lanePositions" | "noticeEarlierMoment" | "pendingOf">;
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
    // Taken before the snapshot: the drain may settle some of these meanwhile, and the snapshot's positions say which.
    const [applied, pending] = [drain.lanePositions(), drain.pendingOf(userId)];
    const { lanes, state } = await database.asSystem(
      async (db) => ({ lanes: await readLanes(db, { journalId }), state: await read(db) }),
      "repeatable read read only",
    );
    if (isEarlier(lanes, applied)) await drain.noticeEarlierMoment();
    else {
      const missing = pending.filter((entry) => entry.position > (lanes.get(laneOf(entry.body)) ?? 0));
      return { position: positionOf(lanes, missing), state, pending: missing };
    }
  }
  throw new HoldfastError("database_unavailable", {
    what: "The database was restored to an earlier moment and is being brought forward.",
    why: "An answer from it would leave out what was acknowledged since.",
    action: "Try again shortly; nothing is lost.",
    retryAfterSeconds: 1,
  });
}

type Positions = ReadonlyMap<number, Position>;

const isEarlier = (lanes: Positions, applied: Positions): boolean =>
  [...applied].some(([lane, position]) => (lanes.get(lane) ?? -1) < position);

/** Up to here the database has all that this user did: no lane is further, and what is missing comes after. */
function positionOf(lanes: Positions, missing: readonly JournalEntry<SelectionEntry>[]): Position {
  const furthest = Math.max(0, ...lanes.values());
  return Math.min(furthest, (missing[0]?.position ?? Infinity) - 1) as Position;
}
