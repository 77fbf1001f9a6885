// The cache of tokens: bounded, explicit about how long it believes what, and never older than what this process knows (TK-10, TK-11).
import { HoldfastError } from "@holdfast/contract";
import { LRUCache } from "lru-cache";
import type { Clock } from "../../runtime/clock.js";
import { GenerationFence } from "./generation-fence.js";

export interface CacheBounds {
  readonly entries: number;
  readonly bytes: number;
  /** Entries that say "there is none" have a bound of their own, so that guesses cannot push tokens out. */
  readonly negativeEntries: number;
  /** Milliseconds that a known generation is remembered; longer than any read from the database takes. */
  readonly fence: number;
}

/** What a read found: a value to serve (`present`), or the answer that there is nothing to serve (`absent`). */
export type Found<Present, Absent> = {
  /** By what changes of it are known: the id of its row, or the key itself where there may be no row. */
  readonly row: string;
  /** 0 when there is no row. */
  readonly generation: number;
  /** Milliseconds that it may be served without asking again. 0: only while the database is down. Null: it is not kept at all. */
  readonly trust: number | null;
} & ({ readonly present: Present; readonly bytes: number } | { readonly absent: Absent });

export interface CacheStatus {
  readonly entries: number;
  readonly bytes: number;
  readonly hits: number;
  readonly misses: number;
  readonly negativeHits: number;
}

interface Entry<Value> {
  readonly row: string;
  readonly generation: number;
  readonly value: Value;
  /** When it was kept. */
  readonly since: number;
  /** On the monotonic clock: a jump of the wall clock neither ends nor prolongs trust. */
  readonly goodUntil: number;
}

const mostTries = 3;

export class FencedCache<
  Present extends object,
  Absent extends object,
  Read extends Found<Present, Absent> = Found<Present, Absent>,
> {
  readonly #clock: Pick<Clock, "monotonic">;
  readonly #fence: GenerationFence;
  readonly #present: LRUCache<string, Entry<Present>>;
  readonly #absent: LRUCache<string, Entry<Absent>>;
  /** Row → key, for rows that are not known by their key. */
  readonly #keys = new Map<string, string>();
  readonly #reads = new Map<string, Promise<Read>>();
  #epoch = 0;
  #hits = 0;
  #misses = 0;
  #negativeHits = 0;

  constructor(clock: Pick<Clock, "monotonic">, { entries, bytes, negativeEntries, fence }: CacheBounds) {
    this.#clock = clock;
    this.#fence = new GenerationFence(clock, fence);
    const dispose = ({ row }: { readonly row: string }): void => void this.#keys.delete(row);
    this.#present = new LRUCache<string, Entry<Present>>({ max: entries, maxSize: bytes, dispose });
    this.#absent = new LRUCache<string, Entry<Absent>>({ max: negativeEntries, dispose });
  }

  /** A value that may be served at `now`, on the monotonic clock: callers need that time too, and reading a clock costs. */
  get(key: string, now: number): Present | undefined {
    const entry = this.#present.get(key);
    if (entry === undefined || now >= entry.goodUntil) return undefined;
    this.#hits += 1;
    return entry.value;
  }

  /** A "there is none" that may be believed at `now`. */
  getAbsent(key: string, now: number): Absent | undefined {
    const entry = this.#absent.get(key);
    if (entry === undefined || now >= entry.goodUntil) return undefined;
    this.#negativeHits += 1;
    return entry.value;
  }

  /** What is known, however old: for answers while the database is down. */
  lastKnown(key: string): { readonly present?: Present; readonly absent?: Absent } {
    const present = this.#present.peek(key);
    const absent = this.#absent.peek(key);
    return {
      ...(present === undefined ? {} : { present: present.value }),
      ...(absent === undefined ? {} : { absent: absent.value }),
    };
  }

  /**
   * Reads from the database and keeps what it found. Whoever asks meanwhile joins the read (TK-11), except with `join: false`: then
   * the answer is from after the call.
   */
  async read(key: string, read: () => Promise<Read>, { join }: { readonly join: boolean }): Promise<Read> {
    this.#misses += 1;
    const running = join ? this.#reads.get(key) : undefined;
    if (running !== undefined) return running;
    const reading = this.#readAndKeep(key, read);
    this.#reads.set(key, reading);
    try {
      return await reading;
    } finally {
      if (this.#reads.get(key) === reading) this.#reads.delete(key);
    }
  }

  /** Reads without keeping, but behind the fence like every read. */
  async readPast(key: string, read: () => Promise<Read>): Promise<Read> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const begun = this.#clock.monotonic();
      const epoch = this.#epoch;
      // oxlint-disable-next-line no-await-in-loop -- each try replaces the one before
      const found = await read();
      if (epoch === this.#epoch && this.#admits(key, found, begun)) return found;
    }
    throw behind();
  }

  /**
   * A change that is committed: from now on nothing older of this row is served, whoever is still reading it (TK-12, TK-13).
   * Answers the key of the row when something of it was in memory.
   */
  changed(row: string, generation: number): string | undefined {
    this.#fence.raise(row, generation);
    const key = this.#keys.get(row) ?? row;
    let known: string | undefined;
    for (const store of [this.#present, this.#absent]) {
      const entry = store.peek(key);
      if (entry === undefined || entry.row !== row) continue;
      known = key;
      if (entry.generation < generation) store.delete(key);
    }
    return known;
  }

  /** Keeps what a change has just written. */
  keep(key: string, found: Found<Present, Absent>): void {
    if (!this.#fence.admits(found.row, found.generation, this.#clock.monotonic())) return;
    const { row, generation, trust } = found;
    const isPresent = "present" in found;
    (isPresent ? this.#absent : this.#present).delete(key);
    if (trust === null) {
      (isPresent ? this.#present : this.#absent).delete(key);
      return;
    }
    const since = this.#clock.monotonic();
    const goodUntil = since + trust;
    if (isPresent) this.#present.set(key, { row, generation, value: found.present, since, goodUntil }, { size: found.bytes });
    else this.#absent.set(key, { row, generation, value: found.absent, since, goodUntil });
    if (row !== key && (this.#present.has(key) || this.#absent.has(key))) this.#keys.set(row, key);
  }

  /** Nobody knows whether a change of this row was committed: its entry goes, and reads that are under way begin again. */
  doubt(row: string): void {
    this.doubtWhere((_, entryRow) => entryRow === row);
  }

  /** The same for all values that match. */
  doubtWhere(matches: (value: Present, row: string) => boolean): void {
    this.#epoch += 1;
    for (const [key, { value, row }] of [...this.#present.entries()]) {
      if (matches(value, row)) this.#present.delete(key);
    }
  }

  /** Forgets everything, and reads that are under way begin again. */
  clear(): void {
    this.#epoch += 1;
    this.#present.clear();
    this.#absent.clear();
  }

  status(): CacheStatus {
    return {
      entries: this.#present.size + this.#absent.size,
      bytes: this.#present.calculatedSize,
      hits: this.#hits,
      misses: this.#misses,
      negativeHits: this.#negativeHits,
    };
  }

  // Not older than a change that this process knows, nor than what a read that overtook this one has kept.
  #admits(key: string, { row, generation }: Read, begun: number): boolean {
    if (!this.#fence.admits(row, generation, begun)) return false;
    const kept = this.#present.peek(key) ?? this.#absent.peek(key);
    return kept === undefined || kept.row !== row || kept.since < begun || kept.generation <= generation;
  }

  async #readAndKeep(key: string, read: () => Promise<Read>): Promise<Read> {
    const found = await this.readPast(key, read);
    this.keep(key, found);
    return found;
  }
}

function behind(): HoldfastError {
  return new HoldfastError("database_unavailable", {
    what: "The database answers with an older state than this process has seen committed.",
    why: "A token that was revoked or replaced could come back.",
    action: "See whether the database was restored or failed over, and restart this process when that was intended.",
    retryAfterSeconds: 2,
  });
}
