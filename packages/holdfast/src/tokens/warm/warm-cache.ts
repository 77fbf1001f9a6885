// Fills memory after a start, the most recently used first, in the background and slowly: serving does not wait for it (TK-16).
import { isHoldfastError } from "@holdfast/contract";
import { isPassingFailure } from "../../database/index.js";
import { tokenKeyOf } from "../../security/index.js";
import { keyOfFull } from "../held/held-name.js";
import { foundActive, type HeldRoom } from "../held/held-room.js";
import { openAccessToken } from "../held/held-seal.js";
import { foundIssued, type IssuedRoom } from "../issued/issued-room.js";
import { listRecentHeld } from "./sql/list-recent-held.js";
import { listRecentIssued } from "./sql/list-recent-issued.js";

export interface WarmOptions {
  /** The most of held and of issued tokens each. Default 10,000; 0: no warming. */
  readonly most?: number;
  /** Rows read at a time. Default 100. */
  readonly batchSize?: number;
  /** Milliseconds between two reads. Default 20. */
  readonly pause?: number;
  readonly onProgress?: (status: WarmStatus) => void;
}

export interface WarmStatus {
  readonly state: "waiting" | "running" | "done" | "stopped" | "failed";
  /** Tokens that were put into memory. */
  readonly loaded: number;
  /** Rows that were looked at. */
  readonly read: number;
}

interface Recent {
  readonly id: string;
  readonly lastUsedAt: string | null;
}

type ReadPage = (after: { readonly at: string; readonly id: string } | undefined, limit: number) => Promise<readonly Recent[]>;

export class Warming {
  readonly #held: HeldRoom;
  readonly #issued: IssuedRoom;
  readonly #options: Required<Omit<WarmOptions, "onProgress">>;
  readonly #onProgress: WarmOptions["onProgress"];
  readonly #ending = new AbortController();
  #state: WarmStatus["state"] = "waiting";
  #loaded = 0;
  #read = 0;
  #running: Promise<void> | undefined;

  constructor(held: HeldRoom, issued: IssuedRoom, { most = 10_000, batchSize = 100, pause = 20, onProgress }: WarmOptions = {}) {
    this.#held = held;
    this.#issued = issued;
    this.#options = { most, batchSize, pause };
    this.#onProgress = onProgress;
  }

  get status(): WarmStatus {
    return { state: this.#state, loaded: this.#loaded, read: this.#read };
  }

  /** Returns at once. */
  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  /** Resolves when it has ended, in whatever way. */
  async ended(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    this.#state = "running";
    try {
      await this.#walk((after, limit) => this.#warmIssued(after, limit));
      await this.#walk((after, limit) => this.#warmHeld(after, limit));
      this.#state = this.#ending.signal.aborted ? "stopped" : "done";
    } catch (error) {
      this.#state = "failed";
      const facts = { reason: String(error), loaded: this.#loaded };
      if (isPassingFailure(error)) this.#held.log.info("Memory was not warmed; tokens are read when they are asked for.", facts);
      else this.#held.log.warn("Memory was not warmed; tokens are read when they are asked for.", facts);
    }
  }

  async #walk(readPage: ReadPage): Promise<void> {
    const { most, batchSize, pause } = this.#options;
    const { signal } = this.#ending;
    let after: { readonly at: string; readonly id: string } | undefined;
    for (let left = most; left > 0 && !signal.aborted;) {
      const limit = Math.min(batchSize, left);
      // oxlint-disable-next-line no-await-in-loop -- slowly is what this is for
      const rows = await readPage(after, limit);
      this.#read += rows.length;
      this.#onProgress?.(this.status);
      const last = rows.at(-1);
      if (last === undefined || last.lastUsedAt === null || rows.length < limit) return;
      after = { at: last.lastUsedAt, id: last.id };
      left -= rows.length;
      await this.#held.clock.pause(pause, signal);
    }
  }

  async #warmHeld(after: { readonly at: string; readonly id: string } | undefined, limit: number): Promise<readonly Recent[]> {
    const { database, cache, clock, keyring } = this.#held;
    const begin = cache.begin();
    const rows = await database.asSystem((db) => listRecentHeld(db, { now: clock.timestamp(), after, limit }), "single reads");
    for (const row of rows) {
      const key = keyOfFull(row);
      if (cache.knows(key)) continue;
      try {
        const secret = openAccessToken(keyring, row);
        cache.keep(key, foundActive(this.#held, key, row, secret), begin);
        secret.destroy();
        this.#loaded += 1;
      } catch (error) {
        // Whoever asks for it is told.
        if (!isHoldfastError(error)) throw error;
      }
    }
    return rows;
  }

  async #warmIssued(after: { readonly at: string; readonly id: string } | undefined, limit: number): Promise<readonly Recent[]> {
    const { database, cache, clock, kinds } = this.#issued;
    const begin = cache.begin();
    const rows = await database.asSystem((db) => listRecentIssued(db, { now: clock.timestamp(), after, limit }), "single reads");
    for (const { hash, ...row } of rows) {
      const key = tokenKeyOf(hash);
      if (cache.knows(key) || !kinds.has(row.kind)) continue;
      cache.keep(key, foundIssued(this.#issued, kinds.policy(row.kind), key, row), begin);
      this.#loaded += 1;
    }
    return rows;
  }
}
