// One lane of a journal in the database: its position moves in the transaction that carries the operations out, and in no other.
import { HoldfastError, type Position } from "@holdfast/contract";
import type { Database, Queryable } from "../database/index.js";
import type { Clock } from "../runtime/clock.js";
import type { Journal, JournalEntry } from "./journal/index.js";
import { advanceLane } from "./sql/advance-lane.js";
import { lockLane } from "./sql/lock-lane.js";
import { openJournalRow } from "./sql/open-journal-row.js";
import { type LaneState, openLane } from "./sql/open-lane.js";

export interface LaneOptions<Body> {
  readonly database: Database;
  readonly journal: Pick<Journal<Body>, "id" | "read">;
  /** Where the journal is, for people. */
  readonly place: string;
  readonly epoch: number;
  readonly clock: Clock;
}

/** The database is not where this process left it: restored to an earlier moment, or a replica that was late (SY-10). */
export class EarlierMoment extends Error {}

const number = 0;

export class Lane<Body> {
  readonly #options: LaneOptions<Body>;

  constructor(options: LaneOptions<Body>) {
    this.#options = options;
  }

  /**
   * One transaction: lock, carry out what the database does not have yet, move the position. After a lost reply to COMMIT the position
   * says what was carried out (SY-02). Throws journal_fenced when a newer process has opened the journal (SY-03), and EarlierMoment.
   */
  async write<Entry extends JournalEntry<Body>>(
    batch: readonly Entry[],
    outcome: "applied" | "quarantined",
    work: (db: Queryable, fresh: readonly Entry[]) => Promise<void>,
  ): Promise<void> {
    const { database, journal, clock } = this.#options;
    await database.asSystem(async (db) => {
      const position = await this.#lock(db, batch);
      const fresh = batch.filter((entry) => entry.position > position);
      const last = fresh.at(-1);
      if (last === undefined) return;
      await work(db, fresh);
      const counts = { applied: 0, quarantined: 0, [outcome]: fresh.length };
      await advanceLane(db, { journalId: journal.id, lane: number, position: last.position, ...counts, at: clock.timestamp() });
    });
  }

  /** Where the database is now, and what it must be given again, up to what was applied before. */
  async bringForward(applied: Position): Promise<{ readonly lane: LaneState; readonly missing: readonly JournalEntry<Body>[] }> {
    const lane = await this.#reopen();
    const missing: JournalEntry<Body>[] = [];
    for await (const entry of this.#options.journal.read(lane.position)) {
      if (entry.position > applied) break;
      missing.push(entry);
    }
    return { lane, missing };
  }

  async #lock(db: Queryable, batch: readonly JournalEntry<Body>[]): Promise<Position> {
    const { journal, epoch } = this.#options;
    const lane = await lockLane(db, { journalId: journal.id, lane: number });
    if (lane !== undefined && lane.epoch > epoch) throw fenced();
    const first = batch[0]?.position ?? 0;
    if (lane === undefined || lane.epoch < epoch || lane.position < first - 1) throw new EarlierMoment();
    return lane.position;
  }

  /** An earlier moment may have forgotten the epoch, or the journal altogether. */
  async #reopen(): Promise<LaneState> {
    const { database, journal, clock, place, epoch } = this.#options;
    const at = clock.timestamp();
    return database.asSystem(async (db) => {
      const known = await lockLane(db, { journalId: journal.id, lane: number });
      if (known !== undefined && known.epoch > epoch) throw fenced();
      if (known?.epoch !== epoch) await openJournalRow(db, { journalId: journal.id, place, at, atLeast: epoch });
      return openLane(db, { journalId: journal.id, lane: number, at });
    });
  }
}

function fenced(): HoldfastError {
  return new HoldfastError("journal_fenced", {
    what: "Another process has opened this journal since.",
    why: "Only the newest may write, so that nothing is applied twice.",
    action: "Stop this process; the other one carries on.",
  });
}
