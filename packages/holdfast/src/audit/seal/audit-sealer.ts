// Seals the trail in the background, within seconds of each change, without anybody waiting for it (AU-04).
import type { Database } from "../../database/index.js";
import { backoffDelay } from "../../runtime/backoff.js";
import type { Clock } from "../../runtime/clock.js";
import type { Log } from "../../runtime/log.js";
import type { Service } from "../../runtime/service.js";
import type { Keyring } from "../../security/index.js";
import type { AuditSeal } from "./audit-seal.js";
import { SealKeys } from "./seal-keys.js";
import { sealNext } from "./seal-next.js";

const longestPause = 30_000;

export interface AuditSealerOptions {
  readonly database: Pick<Database, "asSystem">;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds between looking for new rows. Default 1,000. */
  readonly every?: number;
}

export interface AuditSealerStatus {
  /** Number of the last seal seen; 0 before the first. */
  readonly seq: number;
  /** Rows sealed since the beginning of the trail. */
  readonly rows: number;
  readonly lastSealedAt: string | null;
  /** Failures in a row. */
  readonly failures: number;
  /** Milliseconds since all rows were sealed. Grows while a transaction on the server stays open: nothing behind it can be sealed. */
  readonly behindMs: number;
  /** What is wrong, in one sentence: the chain was cut or rewritten under this process, or sealing does not work. */
  readonly problem: string | null;
}

export interface AuditSealer extends Service {
  status(): AuditSealerStatus;
  /** Seals what can be sealed now; answers how many windows. */
  sealNow(): Promise<number>;
}

/** Any number of sealers may run on one database: one works, the others look on. */
export function createAuditSealer(options: AuditSealerOptions): AuditSealer {
  return new DatabaseSealer(options);
}

class DatabaseSealer implements AuditSealer {
  readonly name = "audit sealer";
  readonly #database: Pick<Database, "asSystem">;
  readonly #keys: SealKeys;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #every: number;
  readonly #ending = new AbortController();
  #running: Promise<void> | undefined;
  #last: AuditSeal | undefined;
  #failures = 0;
  #caughtUpAt: number;
  #broken: string | null = null;
  #failing: string | null = null;

  constructor({ database, keyring, clock, log, every = 1000 }: AuditSealerOptions) {
    this.#database = database;
    this.#keys = new SealKeys(keyring);
    this.#clock = clock;
    this.#log = log;
    this.#every = every;
    this.#caughtUpAt = clock.monotonic();
  }

  async start(): Promise<void> {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async drain(deadline: number): Promise<boolean> {
    const patience = new AbortController();
    const late = this.#clock.pause(deadline, patience.signal).then(() => false);
    const done = this.sealNow().then(
      () => true,
      () => false,
    );
    const finished = await Promise.race([done, late]);
    patience.abort();
    return finished;
  }

  async sealNow(): Promise<number> {
    for (let windows = 0; ; windows += 1) {
      const step = await sealNext(this.#database, { keys: this.#keys, clock: this.#clock });
      if (step.state !== "busy") {
        this.#compare(step.found);
        this.#last = step.last;
        if (!step.hasMore) this.#caughtUpAt = this.#clock.monotonic();
      }
      if (step.state !== "sealed" || !step.isFull) return windows + (step.state === "sealed" ? 1 : 0);
    }
  }

  status(): AuditSealerStatus {
    const last = this.#last;
    return {
      seq: last?.seq ?? 0,
      rows: last === undefined ? 0 : last.firstRow + last.rowCount - 1,
      lastSealedAt: last?.sealedAt ?? null,
      failures: this.#failures,
      behindMs: Math.max(0, this.#clock.monotonic() - this.#caughtUpAt),
      problem: this.#broken ?? this.#failing,
    };
  }

  async #run(): Promise<void> {
    while (!this.#ending.signal.aborted) {
      await this.#round();
      const pause =
        this.#failures === 0
          ? this.#every
          : backoffDelay(this.#failures, { first: this.#every, most: longestPause }, this.#clock);
      await this.#clock.pause(pause, this.#ending.signal);
    }
  }

  async #round(): Promise<void> {
    try {
      await this.sealNow();
      [this.#failures, this.#failing] = [0, null];
    } catch (error) {
      this.#failures += 1;
      this.#failing = `The audit trail is not being sealed: ${error instanceof Error ? error.message : String(error)}`;
      if (this.#failures === 1)
        this.#log.warn("The audit trail could not be sealed and will be tried again.", { reason: this.#failing });
    }
  }

  /** The process remembers how far the chain was: whoever cuts it or writes it anew while we run is noticed at once. */
  #compare(found: AuditSeal | undefined): void {
    const last = this.#last;
    if (last === undefined || (found !== undefined && found.seq > last.seq)) return;
    if (found !== undefined && found.seq === last.seq && found.hash.equals(last.hash)) return;
    const end = found?.seq ?? 0;
    this.#broken = `The chain of audit seals ends at ${end} and is not the one that ended at ${last.seq}: it was cut, rewritten or restored.`;
    this.#log.error(this.#broken, { known: last.seq, found: end, knownHash: last.hash.toString("hex") });
  }
}
