// What a journal is to those who use it: what was acknowledged is in it, in order, until the database has it (JO-01 to JO-05).
import type { JournalId, Position } from "@holdfast/contract";
import type { Clock } from "../../runtime/clock.js";
import type { Log } from "../../runtime/log.js";
import type { FileSystem } from "./file-system.js";
import type { ProcessTable } from "./process-table.js";

export interface JournalEntry<Body> {
  readonly position: Position;
  readonly body: Body;
}

export interface Appended {
  readonly position: Position;
  /**
   * Resolves when the entry survives a crash (JO-01). Rejects with `journal_unusable` when the disk failed for longer
   * than the patience: then this entry and all behind it are dropped, and their positions are given again.
   */
  readonly durable: Promise<void>;
}

export interface JournalStatus {
  /** Of all segments, applied ones included. */
  readonly bytes: number;
  /** What counts against the budget: segments not wholly applied, and what is queued. */
  readonly unappliedBytes: number;
  readonly segments: number;
  readonly lastPosition: Position;
  readonly durablePosition: Position;
  readonly oldestPosition: Position;
  /** Writes with their fdatasync that succeeded, since the journal was opened. */
  readonly syncs: number;
  readonly syncMs: { readonly last: number; readonly max: number };
  readonly appended: number;
  readonly failedSyncs: number;
  readonly usable: boolean;
  readonly reason?: string;
  /** Bytes of a torn tail that were cut when the journal was opened. */
  readonly cutBytes: number;
}

export interface Journal<Body> {
  /** Stable for the life of the directory. */
  readonly id: JournalId;
  readonly lastPosition: Position;
  readonly durablePosition: Position;
  /** The oldest entry that is still on the disk; 0 when there is none. */
  readonly oldestPosition: Position;
  /**
   * Takes the next position and queues the entry; nothing waits. The body is serialised now.
   * Throws `journal_full` over the budget, `journal_unusable` while the disk fails or after `close`, and TypeError for a
   * body without a JSON form.
   */
  append(body: Body): Appended;
  /** Resolves when everything up to `position` is durable. */
  whenDurable(position: Position): Promise<void>;
  /**
   * The durable entries behind `after`, from the disk, in order. Throws `not_found` when they were removed already,
   * `journal_damaged` with file and offset when one cannot be read.
   */
  read(after: Position): AsyncIterable<JournalEntry<Body>>;
  /**
   * The database has everything up to `applied` (and no more, should it have been restored to an earlier moment).
   * Segments that it has wholly are kept for the retention time and then removed (SY-10).
   */
  release(applied: Position): Promise<void>;
  status(): JournalStatus;
  /** Writes what is queued, then lets go of files and lock. Can be called twice. */
  close(): Promise<void>;
}

export interface JournalOptions {
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Bytes of a segment, written ahead as zeros. Default 16 MiB. */
  readonly segmentBytes?: number;
  /** Bytes that may wait for the database (JO-05). Default 1 GiB. */
  readonly budgetBytes?: number;
  /** How long the oldest entry may wait for the database, in milliseconds (JO-05). Default: no limit. */
  readonly budgetMs?: number;
  /** How long applied segments are kept, in milliseconds (SY-10). Default 24 hours. */
  readonly retentionMs?: number;
  /** How long entries wait for a disk that fails before they are refused, in milliseconds. Default 5 seconds. */
  readonly patienceMs?: number;
  /** How long to wait for another process to let go of the directory, in milliseconds. Default 0: refuse at once. */
  readonly lockPatienceMs?: number;
  /** What the database has already: segments before it are trusted by their headers. Default 0: read everything. */
  readonly verifyAfter?: Position;
  /** Told when the journal becomes unusable, and when it is usable again. */
  readonly onUsable?: (usable: boolean, reason: string | undefined) => void;
  /** The text of a body: JSON without newlines. Default JSON.stringify. */
  readonly encode?: (body: never) => string | undefined;
  readonly files?: FileSystem;
  readonly processes?: ProcessTable;
}
