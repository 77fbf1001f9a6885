// Removes the months of the trail that no class keeps any longer, whole, archived first, and says so in the trail and in the chain.
import { HoldfastError } from "@holdfast/contract";
import { type Database, sqlStateOf } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import type { Keyring } from "../../security/index.js";
import type { AuditActor } from "../audit-record.js";
import { AuditRecorder } from "../audit-recorder.js";
import { appendRemoval } from "../seal/append-seal.js";
import type { Removal } from "../seal/audit-seal.js";
import { SealKeys } from "../seal/seal-keys.js";
import { type DroppedMonth, dropAuditMonth } from "../sql/drop-audit-month.js";
import { type AuditMonthFacts, examineAuditMonth } from "../sql/examine-audit-month.js";
import { type AuditMonth, listAuditMonths } from "../sql/list-audit-months.js";
import { listErasedUsers } from "../sql/list-erased-users.js";
import { lockAuditChain } from "../sql/lock-audit-chain.js";
import { readRetentionClock } from "../sql/read-retention-clock.js";
import { archiveMonth, type MonthArchive } from "./archive-month.js";
import { refuseJumpedClock } from "./steady-clock.js";

export interface RetentionOptions {
  /** Only reports what would happen. */
  readonly dryRun?: boolean;
  /** A directory for compressed JSON lines of what is removed. */
  readonly archive?: string;
  /** Somebody looked at the clock: go on although the seals show a gap of more than a month. */
  readonly trustClock?: boolean;
  readonly signal?: AbortSignal;
}

export interface RetentionMonth {
  /** `2026-01`. */
  readonly month: string;
  /**
   * `kept`: some class in it is to be kept longer, and with it the whole month. `held`: a legal hold covers it. `not_sealed`: seal
   * first. `removable`: goes with the next run (dry run). `removed`: is gone. `busy`: stays for now, because the trail was being read
   * or written without a pause; the next run tries again.
   */
  readonly verdict: "kept" | "held" | "not_sealed" | "removable" | "removed" | "busy";
  readonly bytes: number;
  /** Null for months that are younger than the shortest time any class is kept: those are not counted. */
  readonly rows: number | null;
  /** Classes that occur in it. */
  readonly classes: readonly string[];
  readonly keptUntil: string | null;
  readonly archive: MonthArchive | null;
}

export interface RetentionReport {
  readonly dryRun: boolean;
  readonly months: readonly RetentionMonth[];
  readonly removedRows: number;
  /** Sessions, addresses and agents that nothing speaks of any more, removed with them. */
  readonly removedContexts: number;
}

export interface RetentionMeans {
  readonly database: Pick<Database, "asSystem">;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

const lockNotAvailable = "55P03";

/** Throws configuration_invalid for clocks that do not agree. Rows of months without a partition of their own are never removed. */
export async function applyRetention(
  means: RetentionMeans,
  actor: AuditActor,
  options: RetentionOptions = {},
): Promise<RetentionReport> {
  const { database, clock } = means;
  const { dryRun = false, trustClock = false, archive, signal } = options;
  const now = await database.asSystem(readRetentionClock);
  if (now !== undefined) refuseJumpedClock(clock, now, trustClock);
  const months: RetentionMonth[] = [];
  let [removedRows, removedContexts] = [0, 0];
  for (const month of await database.asSystem(listAuditMonths)) {
    signal?.throwIfAborted();
    const facts = month.isOld ? await database.asSystem((db) => examineAuditMonth(db, month)) : undefined;
    const judged = judge(month, facts);
    if (dryRun || judged.verdict !== "removable") {
      months.push(judged);
      continue;
    }
    const removed = await removeMonth(means, actor, judged, archive);
    months.push(removed.month);
    removedRows += removed.rows;
    removedContexts += removed.contexts;
  }
  return { dryRun, months, removedRows, removedContexts };
}

function judge({ month, bytes }: AuditMonth, facts: AuditMonthFacts | undefined): RetentionMonth {
  if (facts === undefined) return { month, verdict: "kept", bytes, rows: null, classes: [], keptUntil: null, archive: null };
  const { rowCount, classes, keptUntil } = facts;
  return { month, verdict: verdictOf(facts), bytes, rows: rowCount, classes, keptUntil, archive: null };
}

function verdictOf({ isOver, held, unsealed }: AuditMonthFacts): RetentionMonth["verdict"] {
  if (!isOver) return "kept";
  if (held > 0) return "held";
  return unsealed > 0 ? "not_sealed" : "removable";
}

async function removeMonth(means: RetentionMeans, actor: AuditActor, judged: RetentionMonth, directory: string | undefined) {
  const { month } = judged;
  const archive = directory === undefined ? null : await archiveMonth(means.database, month, directory);
  const outcome = await takeOut(means, actor, month, archive).catch((error: unknown) => {
    if (error instanceof HoldfastError && sqlStateOf(error.details.cause) === lockNotAvailable) return "busy" as const;
    throw error;
  });
  if (typeof outcome === "string") return { month: { ...judged, verdict: outcome }, rows: 0, contexts: 0 };
  return { month: { ...judged, verdict: "removed" as const, archive }, rows: outcome.rowCount, contexts: outcome.contexts };
}

/** One transaction: the month goes, and the chain and the trail say so. */
function takeOut({ database, keyring, clock }: RetentionMeans, actor: AuditActor, month: string, archive: MonthArchive | null) {
  return database.asSystem(async (db): Promise<DroppedMonth | "removed" | "not_sealed"> => {
    await lockAuditChain(db, { patient: true });
    // Another process may have been faster.
    if (!(await listAuditMonths(db)).some((present) => present.month === month)) return "removed";
    const facts = await examineAuditMonth(db, { month });
    // A row that came in late is sealed and archived first, next time.
    if (facts === undefined || verdictOf(facts) !== "removable" || (archive !== null && facts.rowCount !== archive.rows))
      return "not_sealed";
    const erased = await listErasedUsers(db, { month });
    const dropped = await dropAuditMonth(db, { month });
    const removal: Removal = { ...boundsOf(month), rows: dropped.rowCount, erased };
    const detail = {
      months: [{ ...removal, archive: archive === null ? null : { file: archive.file, sha256: archive.sha256 } }],
    };
    await appendRemoval(db, { keys: new SealKeys(keyring), clock }, detail);
    const metadata = {
      month,
      rows: dropped.rowCount,
      classes: facts.classes,
      archive: archive?.file ?? null,
      sha256: archive?.sha256 ?? null,
    };
    await new AuditRecorder(clock).record(db, actor, { action: "audit_retention_applied", userId: null, metadata });
    return dropped;
  });
}

function boundsOf(month: string): Pick<Removal, "from" | "to"> {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const to = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
  return { from: `${month}-01T00:00:00.000000Z`, to: `${to}T00:00:00.000000Z` };
}
