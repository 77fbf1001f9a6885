// What the drain says of itself: of all lanes together, and of each.
import type { Position } from "@holdfast/contract";
import type { LaneWorker } from "./lane-worker.js";

/** Every operation that was acknowledged is in exactly one place (SY-09). */
export interface Conservation {
  readonly acknowledged: number;
  readonly applied: number;
  readonly pending: number;
  readonly quarantined: number;
  readonly holds: boolean;
}

export interface LaneStatus {
  readonly lane: number;
  /** Everything of this lane up to here is in the database. */
  readonly position: Position;
  readonly pending: number;
  readonly oldestPendingMs: number;
}

export interface DrainStatus {
  readonly pending: number;
  /** Users with something pending; one with operations in two lanes counts twice. */
  readonly users: number;
  /** Since the journal was begun. */
  readonly applied: number;
  readonly quarantined: number;
  readonly conservation: Conservation;
  /** Times that the database was found at an earlier moment and brought forward again (SY-10). */
  readonly rewinds: number;
  readonly batches: number;
  /** Failures in a row, of the lane that has most; 0 when healthy. */
  readonly failures: number;
  readonly lastFailure: string | undefined;
  readonly fenced: boolean;
  readonly lastLagMs: number;
  readonly lastBatchMs: number;
  readonly oldestPendingMs: number;
  readonly lanes: readonly LaneStatus[];
}

type Common = Pick<DrainStatus, "conservation" | "rewinds" | "lastLagMs" | "lastBatchMs" | "failures" | "lastFailure" | "fenced">;

export function drainStatus<Body>(workers: readonly LaneWorker<Body>[], common: Common): DrainStatus {
  const sum = (of: (worker: LaneWorker<Body>) => number): number => workers.reduce((total, worker) => total + of(worker), 0);
  const most = (of: (worker: LaneWorker<Body>) => number): number => Math.max(0, ...workers.map(of));
  const failures = most(({ counts }) => counts.failures);
  return {
    ...common,
    pending: sum(({ queue }) => queue.length),
    users: sum(({ queue }) => queue.users),
    applied: sum(({ counts }) => counts.applied),
    quarantined: sum(({ counts }) => counts.quarantined),
    batches: sum(({ counts }) => counts.batches),
    failures: Math.max(common.failures, failures),
    lastFailure: common.lastFailure ?? workers.find(({ lastFailure }) => lastFailure !== undefined)?.lastFailure,
    oldestPendingMs: most(({ oldestPendingMs }) => oldestPendingMs),
    lanes: workers.map(({ number, position, queue, oldestPendingMs }) => {
      return { lane: number, position, pending: queue.length, oldestPendingMs };
    }),
  };
}
