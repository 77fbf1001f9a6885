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
export function createAuditSealer({ database, keyring, clock, log, every = 1000 }: AuditSealerOptions): AuditSealer {
  const keys = new SealKeys(keyring);
  const ending = new AbortController();
  let running: Promise<void> | undefined;
  let last: AuditSeal | undefined;
  let [failures, caughtUpAt] = [0, clock.monotonic()];
  let [broken, failing]: [string | null, string | null] = [null, null];

  // The process remembers how far the chain was: whoever cuts it or writes it anew while we run is noticed at once.
  const compare = (found: AuditSeal | undefined): void => {
    if (last === undefined || (found !== undefined && found.seq > last.seq)) return;
    if (found !== undefined && found.seq === last.seq && found.hash.equals(last.hash)) return;
    broken = `The chain of audit seals ends at ${found?.seq ?? 0} and is not the one that ended at ${last.seq}: it was cut, rewritten or restored.`;
    log.error(broken, { known: last.seq, found: found?.seq ?? 0, knownHash: last.hash.toString("hex") });
  };

  const sealNow = async (): Promise<number> => {
    for (let windows = 0; ; windows += 1) {
      const step = await sealNext(database, { keys, clock });
      if (step.state !== "busy") {
        compare(step.found);
        last = step.last;
      }
      if (step.state !== "sealed" || !step.isFull) {
        if (!step.hasMore) caughtUpAt = clock.monotonic();
        return windows + (step.state === "sealed" ? 1 : 0);
      }
    }
  };

  const round = async (): Promise<void> => {
    try {
      await sealNow();
      [failures, failing] = [0, null];
    } catch (error) {
      failures += 1;
      failing = `The audit trail is not being sealed: ${error instanceof Error ? error.message : String(error)}`;
      if (failures === 1) log.warn("The audit trail could not be sealed and will be tried again.", { reason: failing });
    }
  };

  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await round();
      await clock.pause(failures === 0 ? every : backoffDelay(failures, { first: every, most: 30_000 }, clock), ending.signal);
    }
  };

  const stop = async (): Promise<void> => {
    ending.abort();
    await running;
  };

  return {
    name: "audit sealer",
    start: async () => void (running ??= run()),
    stop,
    drain: async (deadline) => {
      const patience = new AbortController();
      const late = clock.pause(deadline, patience.signal).then(() => false);
      const done = sealNow().then(() => true, () => false);
      const finished = await Promise.race([done, late]);
      patience.abort();
      return finished;
    },
    sealNow,
    status: () => ({
      seq: last?.seq ?? 0,
      rows: last === undefined ? 0 : last.firstRow + last.rowCount - 1,
      lastSealedAt: last?.sealedAt ?? null,
      failures,
      behindMs: Math.max(0, clock.monotonic() - caughtUpAt),
      problem: broken ?? failing,
    }),
  };
}
