// Compares memory with the database, repairs what differs, and counts it: a difference that stays means that a notice was lost (TK-18).
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { FencedCache, Found } from "../cache/fenced-cache.js";
import type { HeldRoom } from "../held/held-room.js";
import type { IssuedRoom } from "../issued/issued-room.js";
import { readHeldGenerations } from "./sql/read-held-generations.js";
import { readIssuedGenerations } from "./sql/read-issued-generations.js";

export interface ReconcileReport {
  /** Entries that were compared. */
  readonly checked: number;
  /** Older in memory than in the database, or ended there: repaired. */
  readonly outdated: number;
  /** In memory, and not in the database any more: forgotten. */
  readonly missing: number;
  /** Newer in memory than in the database: it was restored or failed over to an earlier moment. Forgotten. */
  readonly ahead: number;
}

export interface ReconcileProgress {
  readonly checked: number;
  /** Entries in memory when it began. */
  readonly total: number;
}

interface State {
  readonly id: TokenId;
  readonly generation: number;
  readonly live: boolean;
}

interface Entry {
  readonly key: string;
  readonly row: string;
  readonly id: TokenId;
  readonly generation: number;
}

type Difference = "outdated" | "missing" | "ahead";

const batch = 500;

export class Reconciler {
  readonly #held: HeldRoom;
  readonly #issued: IssuedRoom;
  #total: ReconcileReport = { checked: 0, outdated: 0, missing: 0, ahead: 0 };
  #turn = 0;

  constructor(held: HeldRoom, issued: IssuedRoom) {
    this.#held = held;
    this.#issued = issued;
  }

  /** Since the start. */
  get total(): ReconcileReport {
    return this.#total;
  }

  /** Everything in memory, or the next `sample` entries of each cache. */
  async run(sample = Number.POSITIVE_INFINITY, onProgress?: (progress: ReconcileProgress) => void): Promise<ReconcileReport> {
    const { asSystem } = this.#held.database;
    const held = this.#next(
      entriesOf(this.#held.cache, ({ info }) => info.id),
      sample,
    );
    const issued = this.#next(
      entriesOf(this.#issued.cache, ({ answer }) => answer.token.id),
      sample,
    );
    let checked = 0;
    const passed = (count: number): void => onProgress?.({ checked: (checked += count), total: held.length + issued.length });
    const reports = [
      await this.#compare(this.#held.cache, held, passed, (ids) =>
        asSystem((db: Queryable) => readHeldGenerations(db, ids), "single reads"),
      ),
      await this.#compare(this.#issued.cache, issued, passed, (ids) =>
        asSystem((db: Queryable) => readIssuedGenerations(db, ids), "single reads"),
      ),
    ];
    this.#turn += 1;
    const report = reports.reduce(sum);
    this.#total = sum(this.#total, report);
    if (report.outdated + report.missing + report.ahead > 0) {
      this.#held.log.warn("Tokens in memory differed from the database and were repaired.", { ...report });
    }
    return report;
  }

  #next(entries: readonly Entry[], sample: number): readonly Entry[] {
    if (sample >= entries.length) return entries;
    const start = (this.#turn * sample) % entries.length;
    return [...entries, ...entries.slice(0, sample)].slice(start, start + sample);
  }

  /** What differs is looked at again after Δ: a notice may still be on its way, and that is no fault. */
  async #compare(
    cache: Repairable,
    entries: readonly Entry[],
    passed: (count: number) => void,
    read: (ids: readonly TokenId[]) => Promise<readonly State[]>,
  ): Promise<ReconcileReport> {
    const suspects = await differing(entries, read, passed);
    if (suspects.length > 0) await this.#held.clock.pause(this.#held.patience);
    const still = suspects.filter(({ entry: { key, row, generation } }) => cache.holds(key, row, generation));
    const counts = { outdated: 0, missing: 0, ahead: 0 };
    for (const { entry, difference } of await differing(
      still.map(({ entry }) => entry),
      read,
    )) {
      counts[difference] += 1;
      cache.reset(entry.row);
    }
    return { checked: entries.length, ...counts };
  }
}

interface Repairable {
  holds(key: string, row: string, generation: number): boolean;
  reset(row: string): void;
}

function entriesOf<Present extends object, Absent extends object, Read extends Found<Present, Absent>>(
  cache: FencedCache<Present, Absent, Read>,
  idOf: (value: Present) => TokenId,
): readonly Entry[] {
  return [...cache.presentEntries()].map(({ key, row, generation, value }) => ({ key, row, generation, id: idOf(value) }));
}

async function differing(
  entries: readonly Entry[],
  read: (ids: readonly TokenId[]) => Promise<readonly State[]>,
  passed: (count: number) => void = () => undefined,
): Promise<readonly { readonly entry: Entry; readonly difference: Difference }[]> {
  const found: { readonly entry: Entry; readonly difference: Difference }[] = [];
  for (let start = 0; start < entries.length; start += batch) {
    const part = entries.slice(start, start + batch);
    // oxlint-disable-next-line no-await-in-loop -- one batch after the other
    const states = new Map((await read(part.map(({ id }) => id))).map((state) => [state.id, state]));
    for (const entry of part) {
      const difference = differenceOf(entry, states.get(entry.id));
      if (difference !== undefined) found.push({ entry, difference });
    }
    passed(part.length);
  }
  return found;
}

function differenceOf({ generation }: Entry, state: State | undefined): Difference | undefined {
  if (state === undefined) return "missing";
  if (state.generation > generation || (state.generation === generation && !state.live)) return "outdated";
  return state.generation < generation ? "ahead" : undefined;
}

function sum(one: ReconcileReport, other: ReconcileReport): ReconcileReport {
  return {
    checked: one.checked + other.checked,
    outdated: one.outdated + other.outdated,
    missing: one.missing + other.missing,
    ahead: one.ahead + other.ahead,
  };
}
