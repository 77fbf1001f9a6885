// What health checks and metrics are told, from what each room knows of itself.
import type { Position } from "@holdfast/contract";
import type { DrainStatus, JournalStatus, ViewStoreStatus } from "./engine/index.js";
import type { AuditSealerStatus, RetentionJobStatus } from "./audit/index.js";
import type { UpkeepStatus } from "./tokens/index.js";

/** What health checks, metrics and `doctor` read. Never throws, never waits for the database. */
export interface HoldfastStatus {
  readonly ready: boolean;
  /** Why not, one sentence each. */
  readonly reasons: readonly string[];
  readonly database: { readonly reachable: boolean; readonly connections: number; readonly waiting: number };
  readonly journal: {
    readonly lastPosition: Position;
    readonly durablePosition: Position;
    readonly appliedPosition: Position;
    readonly bytes: number;
    readonly segments: number;
    readonly usable: boolean;
    readonly cutBytes: number;
  };
  readonly drain: {
    readonly pending: number;
    readonly applied: number;
    readonly quarantined: number;
    /** Acknowledged = applied + pending + quarantined (SY-09). */
    readonly conservation: {
      readonly acknowledged: number;
      readonly applied: number;
      readonly pending: number;
      readonly quarantined: number;
      readonly holds: boolean;
    };
    /** Operations that an earlier process had left in the journal, found at the start (SY-11). */
    readonly recovered: number;
    /** Times that the database was found at an earlier moment and brought forward (SY-10). */
    readonly rewinds: number;
    readonly batches: number;
    readonly failures: number;
    /** Milliseconds from accepted to applied, of the last batch; and of the oldest operation that waits. */
    readonly lastLagMs: number;
    readonly oldestPendingMs: number;
    /** Milliseconds that the transaction of the last batch took. */
    readonly lastBatchMs: number;
    /** By lane: up to where it is in the database, and what waits. */
    readonly lanes: readonly {
      readonly lane: number;
      readonly position: Position;
      readonly pending: number;
      readonly oldestPendingMs: number;
    }[];
  };
  readonly views: {
    readonly users: number;
    /** Of these, those who do nothing and take less memory for it. */
    readonly folded: number;
    readonly dirty: number;
    readonly bytes: number;
    readonly loads: number;
    readonly evictions: number;
  };
  readonly tokenCache: {
    readonly entries: number;
    readonly bytes: number;
    readonly hits: number;
    readonly misses: number;
    readonly negativeHits: number;
    readonly distrusted: number;
    /** Held tokens that could not be opened: somebody changed their rows, or a key is missing. */
    readonly unopened: number;
  };
  /** What is done to tokens in the background (TK-16, TK-18, TK-28). */
  readonly tokenUpkeep: UpkeepStatus;
  /** What this process hears of the changes of others (TK-13). Memory is believed while the age is below Δ; else the database is asked. */
  readonly changeFeed: {
    readonly connected: boolean;
    /** Null before the first heartbeat. */
    readonly ageMs: number | null;
    readonly deltaMs: number;
    readonly beats: number;
    readonly changes: number;
    readonly reconnects: number;
  };
  /** How far the trail is sealed (AU-04). */
  readonly audit: AuditSealerStatus;
  /** What the retention job did in this process (AU-05). */
  readonly auditRetention: RetentionJobStatus;
}

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
