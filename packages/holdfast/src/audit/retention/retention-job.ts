// Applies the retention policy again and again in the background: one process at a time, and never by a clock that jumped (AU-05).
import { isHoldfastError } from "@holdfast/contract";
import type { Database } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import type { Log } from "../../runtime/log.js";
import { createRoutine, type Routine } from "../../runtime/routine.js";
import type { Keyring } from "../../security/index.js";
import { noteRetentionRun, type RetentionRun } from "../sql/note-retention-run.js";
import { tryRetentionLock } from "../sql/try-retention-lock.js";
import { applyRetention, type RetentionReport } from "./apply-retention.js";

export interface RetentionJobOptions {
  readonly database: Pick<Database, "asSystem" | "connect">;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds between two runs, counted on a clock that does not jump; 0: never. */
  readonly every: number;
  /** Milliseconds before the first run, so that a process which keeps starting does not keep looking. */
  readonly firstAfter: number;
  /** A directory for compressed JSON lines of what is removed. */
  readonly archive?: string | undefined;
}

export interface RetentionJobStatus {
  readonly enabled: boolean;
  /** Null until this process has run it. */
  readonly lastRun: RetentionRun | null;
  /** Months that were over and stayed, under a legal hold or not sealed yet. */
  readonly waitingMonths: number;
}

export interface RetentionJob extends Routine {
  status(): RetentionJobStatus;
  /** One round. Undefined when another process is at it. */
  run(): Promise<RetentionRun | undefined>;
}

export function createRetentionJob(options: RetentionJobOptions): RetentionJob {
  const { every, firstAfter, clock, log } = options;
  const ending = new AbortController();
  let [lastRun, waitingMonths]: [RetentionRun | null, number] = [null, 0];
  const run = async (): Promise<RetentionRun | undefined> => {
    const done = await alone(options, () => runOnce(options, ending.signal));
    if (done === undefined) return undefined;
    [lastRun, waitingMonths] = [done.run, done.waitingMonths];
    return done.run;
  };
  let waited = false;
  const work = async (): Promise<void> => {
    if (!waited) await clock.pause(firstAfter, ending.signal);
    waited = true;
    if (!ending.signal.aborted) await run();
  };
  const routine = createRoutine({ name: "audit retention", every, clock, log, work });
  return {
    status: () => ({ enabled: every > 0, lastRun, waitingMonths }),
    run,
    start: async () => (every > 0 ? routine.start() : undefined),
    stop: async () => {
      ending.abort();
      await routine.stop();
    },
  };
}

async function alone<T>({ database }: RetentionJobOptions, work: () => Promise<T>): Promise<T | undefined> {
  const client = await database.connect("holdfast retention");
  try {
    return (await tryRetentionLock(client)) ? await work() : undefined;
  } finally {
    await client.end();
  }
}

interface Done {
  readonly run: RetentionRun;
  readonly waitingMonths: number;
}

/** What keeps it from its work is noted like the work itself: a clock that jumped stays wrong until somebody looks. */
async function runOnce(options: RetentionJobOptions, signal: AbortSignal): Promise<Done> {
  const { database, archive, log, clock } = options;
  const nobody = { userId: null };
  const means = archive === undefined ? { signal } : { signal, archive };
  const report = await applyRetention(options, nobody, means).catch((error: unknown) => {
    if (!isHoldfastError(error, "configuration_invalid")) throw error;
    log.warn("Retention did not run.", { reason: error.details.what, action: error.details.action });
    return error.details.what;
  });
  const problem = typeof report === "string" ? report : null;
  const removedRows = typeof report === "string" ? 0 : report.removedRows;
  const run: RetentionRun = { ranAt: clock.timestamp(), removedRows, problem };
  await database.asSystem((db) => noteRetentionRun(db, run));
  if (typeof report !== "string") tell(log, report);
  return { run, waitingMonths: typeof report === "string" ? 0 : waitingOf(report) };
}

function waitingOf({ months }: RetentionReport): number {
  return months.filter(({ verdict }) => verdict === "held" || verdict === "not_sealed" || verdict === "busy").length;
}

function tell(log: Log, { months, removedRows }: RetentionReport): void {
  const removed = months.filter(({ verdict }) => verdict === "removed").map(({ month }) => month);
  if (removed.length > 0) log.info("Months of the trail were removed that no class keeps any longer.", { removed, removedRows });
}
