// Joins a journal and a database at the start: who may feed, from which position on, and what is still to be applied (JO-07, SY-03, SY-10, SY-11).
import { HoldfastError, type Position } from "@holdfast/contract";
import type { Database } from "../database/index.js";
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";
import { acquireFeedLock, type FeedLock } from "./feed-lock.js";
import type { Journal, JournalEntry } from "./journal/index.js";
import { closeJournalRow } from "./sql/close-journal-row.js";
import { fenceOtherJournals } from "./sql/fence-other-journals.js";
import { openJournalRow } from "./sql/open-journal-row.js";
import { type LaneState, openLane } from "./sql/open-lane.js";

export interface FeedOptions<Body> {
  readonly database: Database;
  readonly journal: Journal<Body>;
  /** Where the journal is, for people. */
  readonly place: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds to wait for another process to finish. */
  readonly patience: number;
}

export interface Feed<Body> {
  readonly epoch: number;
  /** What the database has. */
  readonly lane: LaneState;
  /** In the journal but not in the database, in order. */
  readonly unapplied: readonly JournalEntry<Body>[];
  readonly lock: FeedLock;
  /** Lets go of the lock; `finished` notes that nothing is left to apply. */
  close(finished: boolean): Promise<void>;
}

export async function openFeed<Body>(options: FeedOptions<Body>): Promise<Feed<Body>> {
  const { database, journal, place, clock, log } = options;
  const lock = await acquireFeedLock(options);
  try {
    const at = clock.timestamp();
    const { epoch, lane } = await database.asSystem(async (db) => {
      const row = await openJournalRow(db, { journalId: journal.id, place, at });
      await fenceOtherJournals(db, { journalId: journal.id });
      return { epoch: row.epoch, lane: await openLane(db, { journalId: journal.id, lane: 0, at }) };
    });
    const { position } = lane;
    refuseOlderJournal(journal, position, place);
    const unapplied = await readAfter(journal, position);
    if (unapplied.length > 0)
      log.info("Operations from before the start are being applied.", { operations: unapplied.length, after: position });
    const close = async (finished: boolean): Promise<void> => {
      if (finished) await database.asSystem((db) => closeJournalRow(db, { journalId: journal.id, epoch, at: clock.timestamp() }));
      await lock.release();
    };
    return { epoch, lane, unapplied, lock, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function refuseOlderJournal(journal: Journal<unknown>, position: Position, place: string): void {
  if (position <= journal.lastPosition) return;
  throw new HoldfastError("journal_damaged", {
    what: `The database has operations up to ${position} of this journal, but ${place} ends at ${journal.lastPosition}.`,
    why: "The directory is an older copy: positions would be given twice.",
    action: "Put the newest copy of the journal directory back, or move the directory away to begin a new journal.",
    data: { applied: position, last: journal.lastPosition },
  });
}

async function readAfter<Body>(journal: Journal<Body>, position: Position): Promise<readonly JournalEntry<Body>[]> {
  const entries: JournalEntry<Body>[] = [];
  if (position === journal.lastPosition) return entries;
  for await (const entry of journal.read(position)) entries.push(entry);
  return entries;
}
