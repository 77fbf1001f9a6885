// One local journal feeds a database (JO-07): a lock in PostgreSQL, held by a connection of its own for the life of the process.
import { HoldfastError } from "@holdfast/contract";
import type pg from "pg";
import type { Database } from "../database/index.js";
import { backoffDelay } from "../runtime/backoff.js";
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";

export interface FeedLock {
  /** False while the connection that holds it is being made again; the epoch fences meanwhile. */
  readonly held: boolean;
  /** Told whenever the connection was lost and made again: it may be another database now, or the same at another moment. */
  onRegained(listener: () => void): void;
  release(): Promise<void>;
}

export interface FeedLockOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds to wait for another process to finish (rolling deploy). */
  readonly patience: number;
}

// Two numbers that spell "hold" and "fast": advisory locks share one space with everything else in the database.
const lockKeys = [0x686f6c64, 0x66617374] as const;
const pollMs = 100;

async function tryLock(client: pg.Client): Promise<boolean> {
  const result = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1, $2) as got", [...lockKeys]);
  return result.rows[0]?.got === true;
}

function locked(): HoldfastError {
  return new HoldfastError("journal_locked", {
    what: "Another process with a local journal feeds this database.",
    why: "Two journals would give one user's changes two orders.",
    action: "Stop the other process, or start this one while it shuts down with a longer lock patience.",
    retryAfterSeconds: 5,
  });
}

/** Takes the lock or throws journal_locked. When its connection is lost, takes it again in the background. */
export async function acquireFeedLock(options: FeedLockOptions): Promise<FeedLock> {
  const lock = new HeldLock(options);
  await lock.take();
  return lock;
}

class HeldLock implements FeedLock {
  readonly #options: FeedLockOptions;
  readonly #ending = new AbortController();
  #client: pg.Client | undefined;
  #taking: Promise<void> | undefined;
  #tellRegained: () => void = () => undefined;

  constructor(options: FeedLockOptions) {
    this.#options = options;
  }

  get held(): boolean {
    return this.#client !== undefined;
  }

  onRegained(listener: () => void): void {
    this.#tellRegained = listener;
  }

  async take(): Promise<void> {
    const { database } = this.#options;
    const client = await database.connect("holdfast feed lock");
    try {
      await this.#waitFor(client);
    } catch (error) {
      await client.end();
      throw error;
    }
    this.#client = client;
    client.once("end", () => this.#lost());
  }

  async release(): Promise<void> {
    this.#ending.abort();
    await this.#taking;
    const client = this.#client;
    this.#client = undefined;
    await client
      ?.end()
      .catch((error: unknown) => this.#options.log.debug("The lock's connection was gone already.", { reason: String(error) }));
  }

  async #waitFor(client: pg.Client): Promise<void> {
    const { clock, log, patience } = this.#options;
    const deadline = clock.monotonic() + patience;
    let told = false;
    while (!(await tryLock(client))) {
      if (clock.monotonic() >= deadline || this.#ending.signal.aborted) throw locked();
      if (!told) log.info("Another process feeds this database; waiting for it to finish.", { patienceMs: patience });
      told = true;
      await clock.pause(pollMs, this.#ending.signal);
    }
  }

  #lost(): void {
    this.#client = undefined;
    if (!this.#ending.signal.aborted) this.#taking = this.#takeAgain();
  }

  async #takeAgain(): Promise<void> {
    const { clock, log } = this.#options;
    for (let failures = 1; !this.#ending.signal.aborted; failures += 1) {
      await clock.pause(backoffDelay(failures, { first: 200, most: 5000 }, clock), this.#ending.signal);
      if (this.#ending.signal.aborted) return;
      try {
        await this.take();
        log.info("The lock that says which journal feeds the database is held again.");
        this.#tellRegained();
        return;
      } catch (error) {
        log.warn("The lock that says which journal feeds the database is not held.", { reason: String(error), failures });
      }
    }
  }
}
