// The cache of tokens: bounded, explicit about how long it believes what, and never older than what this process knows (TK-10, TK-11).
import { HoldfastError } from "@holdfast/contract";
import { LRUCache } from "lru-cache";
import type { Clock } from "../../runtime/clock.js";
import { GenerationFence, type ReadBegin } from "./generation-fence.js";

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
  /** Reads that memory could have answered, had this process known that it missed no change (TK-13). */
  readonly distrusted: number;
}

/** Until when, on the monotonic clock, this process has certainly heard of the changes of others (TK-13). */
export interface Freshness {
  readonly until: number;
}

/** For a process that is alone with its database, and for tests. */
export const alwaysFresh: Freshness = { until: Number.POSITIVE_INFINITY };

interface Entry<Value> {
  readonly row: string;
  readonly generation: number;
  readonly value: Value;
  /** When it was kept. */
  readonly since: number;
  /** On the monotonic clock: a jump of the wall clock neither ends nor prolongs trust. */
  goodUntil: number;
  /** The same as it was when it was kept: `goodUntil` ends earlier when changes may have been missed. */
  readonly trustedUntil: number;
}

/** What is known of a key, however old: for answers while the database is down. */
export interface LastKnown<Present, Absent> {
  readonly present?: Present;
  readonly absent?: Absent;
  /** Whether its trust has not ended yet. */
  readonly trusted: boolean;
}

/** What was known when a read or a write of the database began. */
export interface CacheBegin extends ReadBegin {
  readonly epoch: number;
}

const mostTries = 3;
/** Milliseconds. */
const joinable = 100;

export class FencedCache<
  Present extends object,
  Absent extends object,
  Read extends Found<Present, Absent> = Found<Present, Absent>,
> {
  readonly #clock: Pick<Clock, "monotonic">;
  readonly #fence: GenerationFence;
  readonly #fresh: Freshness;
  readonly #present: LRUCache<string, Entry<Present>>;
  readonly #absent: LRUCache<string, Entry<Absent>>;
  /** Row → key, for rows that are not known by their key. */
  readonly #keys = new Map<string, string>();
  readonly #reads = new Map<string, { readonly begun: number; readonly answer: Promise<Read> }>();
  #epoch = 0;
  #hits = 0;
  #misses = 0;
  #negativeHits = 0;
  #distrusted = 0;

  constructor(
    clock: Pick<Clock, "monotonic">,
    { entries, bytes, negativeEntries, fence }: CacheBounds,
    fresh: Freshness = alwaysFresh,
  ) {
    this.#clock = clock;
    this.#fresh = fresh;
    this.#fence = new GenerationFence(clock, fence);
    const dispose = ({ row }: { readonly row: string }): void => void this.#keys.delete(row);
    this.#present = new LRUCache<string, Entry<Present>>({ max: entries, maxSize: bytes, dispose });
    this.#absent = new LRUCache<string, Entry<Absent>>({ max: negativeEntries, dispose });
  }

  /** A value that may be served at `now`, on the monotonic clock: callers need that time too, and reading a clock costs. */
  get(key: string, now: number): Present | undefined {
    const entry = this.#present.get(key);
    if (entry === undefined || now >= entry.goodUntil || this.#isStale(now)) return undefined;
    this.#hits += 1;
    return entry.value;
  }

  /** A "there is none" that may be believed at `now`. */
  getAbsent(key: string, now: number): Absent | undefined {
    const entry = this.#absent.get(key);
    if (entry === undefined || now >= entry.goodUntil || this.#isStale(now)) return undefined;
    this.#negativeHits += 1;
    return entry.value;
  }

  /** What is known, however old: for answers while the database is down. */
  lastKnown(key: string): LastKnown<Present, Absent> {
    const present = this.#present.peek(key);
    const absent = this.#absent.peek(key);
    const trustedUntil = (absent ?? present)?.trustedUntil ?? Number.NEGATIVE_INFINITY;
    return {
      ...(present === undefined ? {} : { present: present.value }),
      ...(absent === undefined ? {} : { absent: absent.value }),
      trusted: this.#clock.monotonic() < trustedUntil,
    };
  }

  /**
   * Reads from the database and keeps what it found. Whoever asks meanwhile joins the read (TK-11), except with `join: false`: then
   * the answer is from after the call. Nobody joins a read that has been under way for long while changes may be missed: its answer
   * could be older than Δ.
   */
  async read(key: string, read: () => Promise<Read>, { join }: { readonly join: boolean }): Promise<Read> {
    this.#misses += 1;
    const now = this.#clock.monotonic();
    const running = join ? this.#reads.get(key) : undefined;
    if (running !== undefined && (now < this.#fresh.until || now - running.begun < joinable)) return running.answer;
    const reading = { begun: now, answer: this.#readFenced(key, read, (found, begin) => this.keep(key, found, begin)) };
    this.#reads.set(key, reading);
    try {
      return await reading.answer;
    } finally {
      if (this.#reads.get(key) === reading) this.#reads.delete(key);
    }
  }

  /** Reads without keeping, but behind the fence like every read. */
  async readPast(key: string, read: () => Promise<Read>): Promise<Read> {
    return this.#readFenced(key, read, () => undefined);
  }

  /** To be noted before a write whose outcome is then kept. */
  begin(): CacheBegin {
    return { begun: this.#clock.monotonic(), tick: this.#fence.tick, epoch: this.#epoch };
  }

  /**
   * A change that is committed: from now on nothing older of this row is served, whoever is still reading it (TK-12, TK-13).
   * Answers the key of the row when something of it was in memory, a moment ago too: the notice of a change can overtake its answer.
   */
  changed(row: string, generation: number): string | undefined {
    const elsewhere = this.#keys.get(row) ?? this.#fence.keyOf(row);
    this.#fence.raise(row, generation, elsewhere);
    const key = elsewhere ?? row;
    let known = elsewhere;
    for (const store of [this.#present, this.#absent]) {
      const entry = store.peek(key);
      if (entry === undefined || entry.row !== row) continue;
      known = key;
      if (entry.generation < generation) store.delete(key);
    }
    return known;
  }

  /**
   * Keeps what a change that began at `begin` has written, unless something newer is known, or something may have been missed
   * since: then it is read when it is asked for.
   */
  keep(key: string, found: Found<Present, Absent>, begin: CacheBegin = this.begin()): void {
    if (begin.epoch !== this.#epoch || !this.#fence.admits(found.row, found.generation, begin)) return;
    const { row, generation, trust } = found;
    const isPresent = "present" in found;
    (isPresent ? this.#absent : this.#present).delete(key);
    if (trust === null) {
      (isPresent ? this.#present : this.#absent).delete(key);
      return;
    }
    const since = this.#clock.monotonic();
    const goodUntil = since + trust;
    const entry = { row, generation, since, goodUntil, trustedUntil: goodUntil };
    if (isPresent) this.#present.set(key, { ...entry, value: found.present }, { size: found.bytes });
    else this.#absent.set(key, { ...entry, value: found.absent });
    if (row !== key && (this.#present.has(key) || this.#absent.has(key))) this.#keys.set(row, key);
  }

  /** Nobody knows whether a change of this row was committed: its entry goes, and reads of it that are under way begin again. */
  doubt(row: string): void {
    this.#fence.doubt(row);
    this.#drop(row);
  }

  /** The row is gone, or somebody changed it without a new generation. */
  reset(row: string): void {
    this.#fence.reset(row);
    this.#drop(row);
  }

  /** Nobody knows which rows were changed: values that match go, and all reads that are under way begin again. */
  doubtWhere(matches: (value: Present, row: string) => boolean): void {
    this.#epoch += 1;
    for (const [key, { value, row }] of [...this.#present.entries()]) {
      if (matches(value, row)) this.#present.delete(key);
    }
  }

  /**
   * Changes may have been missed: nothing that is in memory now is served unasked, and reads that are under way begin again. It stays
   * as what was last known, for the time that the database is down.
   */
  distrust(): void {
    this.#epoch += 1;
    for (const store of [this.#present, this.#absent]) {
      for (const entry of store.values()) entry.goodUntil = Number.NEGATIVE_INFINITY;
    }
  }

  /** Whether anything of this key is in memory, believed or not. */
  knows(key: string): boolean {
    return this.#present.has(key) || this.#absent.has(key);
  }

  /** Whether this very generation of the row is in memory under this key. */
  holds(key: string, row: string, generation: number): boolean {
    const entry = this.#present.peek(key);
    return entry?.row === row && entry.generation === generation;
  }

  /** All values in memory, as they are now. */
  *presentEntries(): Iterable<{
    readonly key: string;
    readonly row: string;
    readonly generation: number;
    readonly value: Present;
  }> {
    for (const [key, { row, generation, value }] of this.#present.entries()) yield { key, row, generation, value };
  }

  status(): CacheStatus {
    return {
      entries: this.#present.size + this.#absent.size,
      bytes: this.#present.calculatedSize,
      hits: this.#hits,
      misses: this.#misses,
      negativeHits: this.#negativeHits,
      distrusted: this.#distrusted,
    };
  }

  #isStale(now: number): boolean {
    if (now < this.#fresh.until) return false;
    this.#distrusted += 1;
    return true;
  }

  #drop(row: string): void {
    const key = this.#keys.get(row) ?? row;
    for (const store of [this.#present, this.#absent]) if (store.peek(key)?.row === row) store.delete(key);
  }

  // Not older than a change that this process knows, nor than what a read that overtook this one has kept.
  #admits(key: string, { row, generation }: Read, begin: ReadBegin): boolean {
    if (!this.#fence.admits(row, generation, begin)) return false;
    const kept = this.#present.peek(key) ?? this.#absent.peek(key);
    return kept === undefined || kept.row !== row || kept.since < begin.begun || kept.generation <= generation;
  }

  async #readFenced(key: string, read: () => Promise<Read>, admitted: (found: Read, begin: CacheBegin) => void): Promise<Read> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const begin = this.begin();
      // oxlint-disable-next-line no-await-in-loop -- each try replaces the one before
      const found = await read();
      if (begin.epoch !== this.#epoch || !this.#admits(key, found, begin)) continue;
      admitted(found, begin);
      return found;
    }
    throw behind();
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
