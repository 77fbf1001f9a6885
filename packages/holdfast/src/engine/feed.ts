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
import { LanePlan } from "./lane-plan.js";
import { missingEntries } from "./missing-entries.js";
import { type LaneState, lockLanes } from "./sql/lock-lanes.js";
import { openLanes } from "./sql/open-lanes.js";

export interface FeedOptions<Body> {
  readonly database: Database;
  readonly journal: Journal<Body>;
  /** Where the journal is, for people. */
  readonly place: string;
  /** How many lanes operations are divided among from now on. */
  readonly laneCount: number;
  /** The lane that an operation was given when it was accepted. */
  readonly laneOf: (body: Body) => number;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds to wait for another process to finish. */
  readonly patience: number;
}

export interface Feed<Body> {
  readonly epoch: number;
  /** What the database has, by lane; lanes of an earlier division too. */
  readonly lanes: readonly LaneState[];
  /** In the journal but not in the database, in order. */
  readonly unapplied: readonly JournalEntry<Body>[];
  readonly lock: FeedLock;
  /** Lets go of the lock; `finished` notes that nothing is left to apply. */
  close(finished: boolean): Promise<void>;
}

export async function openFeed<Body>(options: FeedOptions<Body>): Promise<Feed<Body>> {
  const { database, journal, clock } = options;
  const lock = await acquireFeedLock(options);
  try {
    const { epoch, ...found } = await takeOver(options);
    const { lanes, unapplied } = await readUnapplied(options, found.lanes);
    const close = async (finished: boolean): Promise<void> => {
      if (finished) await database.asSystem((db) => closeJournalRow(db, { journalId: journal.id, epoch, at: clock.timestamp() }));
      await lock.release();
    };
    return { epoch, lanes, unapplied, lock, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

type Opened = Pick<Feed<unknown>, "epoch" | "lanes">;

/** Raises the epoch, which waits for batches of an older process that are under way; the lanes stand still from then on. */
async function takeOver<Body>({
  database,
  journal: { id: journalId },
  place,
  laneCount,
  clock,
}: FeedOptions<Body>): Promise<Opened> {
  const at = clock.timestamp();
  return database.asSystem(async (db) => {
    const { epoch } = await openJournalRow(db, { journalId, place, at });
    await fenceOtherJournals(db, { journalId });
    await openLanes(db, { journalId, lanes: new LanePlan(laneCount).lanes, at });
    return { epoch, lanes: await lockLanes(db, { journalId }) };
  });
}

async function readUnapplied<Body>(
  { database, journal, place, laneOf, clock, log }: FeedOptions<Body>,
  known: readonly LaneState[],
): Promise<Pick<Feed<Body>, "lanes" | "unapplied">> {
  refuseOlderJournal(journal, Math.max(...known.map(({ position }) => position)) as Position, place);
  const unapplied: JournalEntry<Body>[] = [];
  for await (const entry of missingEntries({ journal, laneOf }, known)) unapplied.push(entry);
  if (unapplied.length > 0)
    log.info("Operations from before the start are being applied.", {
      operations: unapplied.length,
      after: unapplied[0]?.position,
    });
  const forgotten = new Set(unapplied.map(({ body }) => laneOf(body)));
  for (const { lane } of known) forgotten.delete(lane);
  if (forgotten.size === 0) return { lanes: known, unapplied };
  const lanes = await database.asSystem(async (db) => {
    await openLanes(db, { journalId: journal.id, lanes: [...forgotten], at: clock.timestamp() });
    return lockLanes(db, { journalId: journal.id });
  });
  return { lanes, unapplied };
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
