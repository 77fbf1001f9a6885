// What health checks and metrics are told, from what each room knows of itself.
import type { Position } from "@holdfast/contract";
import type { DrainStatus, JournalStatus, ViewStoreStatus } from "./engine/index.js";
import type { HoldfastStatus } from "./holdfast.js";

interface Parts {
  readonly journal: JournalStatus;
  readonly drain: DrainStatus;
  readonly appliedPosition: Position;
  /** What an earlier process had left in the journal. */
  readonly recovered: number;
  readonly reachable: boolean;
  readonly pool: { readonly total: number; readonly waiting: number };
  readonly views: ViewStoreStatus;
  readonly tokenCache: HoldfastStatus["tokenCache"];
  readonly changeFeed: HoldfastStatus["changeFeed"];
  readonly audit: HoldfastStatus["audit"];
  readonly auditRetention: HoldfastStatus["auditRetention"];
  readonly tokenUpkeep: HoldfastStatus["tokenUpkeep"];
  readonly feedLockHeld: boolean;
}

export function statusOf(parts: Parts): HoldfastStatus {
  const { journal, drain, appliedPosition, reachable, pool, views, tokenCache, changeFeed, tokenUpkeep, audit, auditRetention } =
    parts;
  const reasons = reasonsOf(parts);
  const { lastPosition, durablePosition, bytes, segments, usable, cutBytes } = journal;
  const {
    pending,
    applied,
    quarantined,
    conservation,
    rewinds,
    batches,
    failures,
    lastLagMs,
    oldestPendingMs,
    lastBatchMs,
    lanes,
  } = drain;
  const { recovered } = parts;
  return {
    ready: reasons.length === 0,
    reasons,
    database: { reachable, connections: pool.total, waiting: pool.waiting },
    journal: { lastPosition, durablePosition, appliedPosition, bytes, segments, usable, cutBytes },
    drain: {
      pending,
      applied,
      quarantined,
      conservation,
      recovered,
      rewinds,
      batches,
      failures,
      lastLagMs,
      oldestPendingMs,
      lastBatchMs,
      lanes,
    },
    views: { ...views, dirty: drain.users },
    tokenCache,
    changeFeed,
    tokenUpkeep,
    audit,
    auditRetention,
  };
}

function reasonsOf({ journal, drain, reachable, feedLockHeld }: Parts): readonly string[] {
  const reasons: (string | false)[] = [
    !journal.usable && `The journal cannot be written: ${journal.reason ?? "unknown reason"}.`,
    drain.fenced && "A newer process has taken over the journal.",
    !reachable && "The database cannot be reached; users in memory read and write on.",
    reachable && drain.failures > 0 && `Operations cannot be applied: ${drain.lastFailure ?? "unknown reason"}.`,
    !drain.conservation.holds && "Acknowledged operations are not all accounted for; run `holdfast doctor`.",
    reachable && !feedLockHeld && "The lock that says which journal feeds the database is not held.",
  ];
  return reasons.filter((reason) => reason !== false);
}
