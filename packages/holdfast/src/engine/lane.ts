// One lane of a journal in the database: its position moves in the transaction that carries the operations out, and in no other.
import { HoldfastError, type Position } from "@holdfast/contract";
import type { Database, Queryable } from "../database/index.js";
import type { Clock } from "../runtime/clock.js";
import type { Journal, JournalEntry } from "./journal/index.js";
import { advanceLane } from "./sql/advance-lane.js";
import { lockLane } from "./sql/lock-lane.js";
import { type KeptRefusal, readRefusals } from "./sql/read-refusals.js";

export interface LaneOptions<Body> {
  readonly database: Database;
  readonly journal: Pick<Journal<Body>, "id">;
  readonly epoch: number;
  readonly clock: Clock;
  /** Where each lane of the journal is, as far as this process was told. */
  readonly positions: () => ReadonlyMap<number, Position>;
}

/** The database is not where this process left it: restored to an earlier moment, or a replica that was late (SY-10). */
export class EarlierMoment extends Error {}

/** Operations of one lane that follow one another in it. */
export interface LaneBatch<Entry> {
  readonly entries: readonly Entry[];
  /** Up to here the lane has nothing else: what lies between belongs to other lanes. */
  readonly covers: Position;
}

export class Lane<Body> {
  readonly #options: LaneOptions<Body>;
  readonly #number: number;
  #position: Position;

  constructor(options: LaneOptions<Body>, number: number, position: Position) {
    this.#options = options;
    this.#number = number;
    this.#position = position;
  }

  /** Everything of this lane up to here is committed, as far as this process was told. */
  get position(): Position {
    return this.#position;
  }

  /** The database was found at an earlier moment. */
  retreat(position: Position): void {
    this.#position = position;
  }

  /**
   * One transaction: lock, carry out what the database does not have yet, move the position. After a lost reply to COMMIT the position
   * says what was carried out (SY-02); answers which of that is in quarantine. Throws journal_fenced when a newer process has opened the journal (SY-03), and EarlierMoment.
   */
  async write<Entry extends JournalEntry<Body>>(
    { entries, covers }: LaneBatch<Entry>,
    outcome: "applied" | "quarantined",
    work: (db: Queryable, fresh: readonly Entry[]) => Promise<void>,
  ): Promise<readonly KeptRefusal[]> {
    const { database, journal, clock, positions } = this.#options;
    const known = positions();
    const refusals = await database.asSystem(async (db) => {
      const reached = await this.#lock(db, known);
      const fresh = entries.filter((entry) => entry.position > reached);
      const done = entries.filter((entry) => entry.position <= reached).map(({ position }) => position);
      const refused = done.length === 0 ? [] : await readRefusals(db, { journalId: journal.id, positions: done });
      if (covers <= reached) return refused;
      if (fresh.length > 0) await work(db, fresh);
      const counts = { applied: 0, quarantined: 0, [outcome]: fresh.length };
      await advanceLane(db, { journalId: journal.id, lane: this.#number, position: covers, ...counts, at: clock.timestamp() });
      return refused;
    });
    if (covers > this.#position) this.#position = covers;
    return refusals;
  }

  /** An earlier moment shows in any lane, and stops all: one user's operations may lie in several. */
  async #lock(db: Queryable, known: ReadonlyMap<number, Position>): Promise<Position> {
    const { journal, epoch } = this.#options;
    const row = await lockLane(db, { journalId: journal.id, lane: this.#number });
    if (row !== undefined && row.epoch > epoch) throw fenced();
    if (row === undefined || row.epoch < epoch) throw new EarlierMoment();
    for (const [lane, position] of known) if ((row.positions[lane] ?? -1) < position) throw new EarlierMoment();
    return row.position;
  }
}

export function fenced(): HoldfastError {
  return new HoldfastError("journal_fenced", {
    what: "Another process has opened this journal since.",
    why: "Only the newest may write, so that nothing is applied twice.",
    action: "Stop this process; the other one carries on.",
  });
}
