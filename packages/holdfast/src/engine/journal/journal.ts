// The durable local journal: what was acknowledged is in it, in order, until the database has it (JO-01 to JO-05, JO-07).
import { isHoldfastError, journalIdSchema, type JournalId, type Position } from "@holdfast/contract";
import type { Clock } from "../../runtime/clock.js";
import type { Log } from "../../runtime/log.js";
import { lockDirectory } from "./directory-lock.js";
import { nodeFileSystem, systemCode, writeAtomically, type FileSystem } from "./file-system.js";
import { GroupCommit } from "./group-commit.js";
import { journalClosed, journalDamaged, journalUnusable } from "./journal-error.js";
import { formatVersion, lineAt, nextLine } from "./line.js";
import { systemProcesses, type ProcessTable } from "./process-table.js";
import { readEntries } from "./read-entries.js";
import { recover, segmentPaths, type Recovered } from "./recovery.js";
import { Retention } from "./retention.js";
import { Segment, Spare } from "./segment.js";
import { genesis } from "./segment-scan.js";
import { SegmentShelf } from "./segment-shelf.js";

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
  readonly files?: FileSystem;
  readonly processes?: ProcessTable;
}

const mebibyte = 1024 * 1024;
const largestBatchBytes = mebibyte;
const identityFile = "journal.json";

type Settings = Required<JournalOptions>;

const defaults = {
  segmentBytes: 16 * mebibyte,
  budgetBytes: 1024 * mebibyte,
  budgetMs: Infinity,
  retentionMs: 24 * 60 * 60 * 1000,
  patienceMs: 5000,
  lockPatienceMs: 0,
  verifyAfter: 0 as Position,
  onUsable: () => undefined,
  files: nodeFileSystem,
  processes: systemProcesses,
} satisfies Partial<JournalOptions>;

/** The id of the journal in a directory; undefined when none was ever begun there. */
async function readIdentity({ files, directory }: Settings): Promise<JournalId | undefined> {
  const path = `${directory}/${identityFile}`;
  try {
    const { id } = JSON.parse((await files.read(path)).toString()) as { id: unknown };
    return journalIdSchema.parse(id);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw journalDamaged(path, 0, "the identity of the journal cannot be read");
  }
}

/**
 * A journal is begun with its first segment, and exists once `journal.json` is there: after a crash in between it is
 * begun again. Segments with entries are never begun over.
 */
async function refuseOrphans({ files, directory }: Settings): Promise<void> {
  for (const path of await segmentPaths(files, directory)) {
    const buffer = await files.read(path);
    const header = lineAt(buffer, 0);
    if (nextLine(buffer, header?.end ?? 0) !== undefined) {
      throw journalDamaged(`${directory}/${identityFile}`, 0, `it is missing, but there are entries in ${path}`);
    }
    await files.remove(path);
  }
}

class LocalJournal<Body> implements Journal<Body> {
  readonly id: JournalId;
  readonly #settings: Settings;
  readonly #shelf: SegmentShelf;
  readonly #spare: Spare;
  readonly #commit: GroupCommit;
  readonly #cutBytes: number;
  readonly #unlock: () => Promise<void>;
  #closed: Promise<void> | undefined;

  constructor(id: JournalId, recovered: Recovered, retention: Retention, settings: Settings, unlock: () => Promise<void>) {
    const { files, directory, segmentBytes, clock, log, patienceMs, onUsable } = settings;
    this.id = id;
    this.#settings = settings;
    this.#cutBytes = recovered.cutBytes;
    this.#unlock = unlock;
    this.#spare = new Spare(files, directory, segmentBytes);
    this.#shelf = new SegmentShelf(recovered.segments, retention, settings);
    this.#commit = new GroupCommit({
      end: recovered.end,
      begin: async (after, bytes) => {
        const createdAt = clock.timestamp();
        const segment = await Segment.begin(this.#spare, { files, directory, journal: id, createdAt, after, bytes });
        this.#shelf.begin(segment);
        this.#spare.prepare();
        return segment;
      },
      batchBytes: Math.min(largestBatchBytes, Math.ceil(segmentBytes / 4)),
      patienceMs,
      clock,
      log,
      onUsable,
    });
  }

  /** Resolves when the first segment is open or could not be opened. */
  start(): Promise<void> {
    return this.#commit.start();
  }

  requireUsable(): void {
    if (this.#commit.unusable !== undefined) throw this.#commit.unusable;
  }

  get lastPosition(): Position {
    return this.#commit.last;
  }

  get durablePosition(): Position {
    return this.#commit.durable;
  }

  get oldestPosition(): Position {
    const oldest = this.#shelf.oldest;
    return (oldest <= this.#commit.durable ? oldest : 0) as Position;
  }

  append(body: Body): Appended {
    if (this.#closed !== undefined) throw journalClosed();
    const json = JSON.stringify(body) as string | undefined;
    if (json === undefined) throw new TypeError("The body of a journal entry must have a JSON form.");
    this.#shelf.checkBudget(this.#commit.last, this.#commit.queuedBytes);
    return this.#commit.append(json);
  }

  whenDurable(position: Position): Promise<void> {
    return this.#commit.whenDurable(position);
  }

  read(after: Position): AsyncIterable<JournalEntry<Body>> {
    const { files } = this.#settings;
    return readEntries<Body>({
      files,
      journal: this.id,
      after,
      until: this.durablePosition,
      segments: () => this.#shelf.stored(this.durablePosition),
    });
  }

  release(applied: Position): Promise<void> {
    return this.#shelf.release(applied, this.#commit.last);
  }

  status(): JournalStatus {
    const { figures, unusable } = this.#commit;
    const { syncs, appended, failedSyncs, lastSyncMs, maxSyncMs } = figures;
    return {
      bytes: this.#shelf.bytes,
      unappliedBytes: this.#shelf.unappliedBytes(this.#commit.last) + this.#commit.queuedBytes,
      segments: this.#shelf.count,
      lastPosition: this.lastPosition,
      durablePosition: this.durablePosition,
      oldestPosition: this.oldestPosition,
      syncs,
      syncMs: { last: lastSyncMs, max: maxSyncMs },
      appended,
      failedSyncs,
      usable: unusable === undefined && this.#closed === undefined,
      ...(unusable === undefined ? {} : { reason: unusable.details.what }),
      cutBytes: this.#cutBytes,
    };
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#commit.stop(this.#settings.clock.timestamp());
    await this.#spare.discard();
    await this.#shelf.close();
    await this.#unlock();
  }
}

async function openLocked<Body>(settings: Settings, unlock: () => Promise<void>): Promise<LocalJournal<Body>> {
  const { files, directory, clock, log, verifyAfter } = settings;
  const known = await readIdentity(settings);
  if (known === undefined) await refuseOrphans(settings);
  const id = known ?? journalIdSchema.parse(clock.uuid());
  const begun: Recovered = { segments: [], end: genesis(id), cutBytes: 0 };
  const recovered = known === undefined ? begun : await recover({ files, directory, journal: id, verifyAfter, log });
  const retention = new Retention(files, directory, clock);
  await retention.load();
  const journal = new LocalJournal<Body>(id, recovered, retention, settings, unlock);
  await journal.start();
  if (known === undefined) await writeIdentity(journal, settings);
  return journal;
}

async function writeIdentity(journal: LocalJournal<unknown>, { files, directory, clock }: Settings): Promise<void> {
  const identity = { id: journal.id, format: formatVersion, createdAt: clock.timestamp() };
  try {
    journal.requireUsable();
    await writeAtomically(files, directory, identityFile, `${JSON.stringify(identity)}\n`);
  } catch (error) {
    await journal.close();
    throw isHoldfastError(error) ? error : journalUnusable(error);
  }
}

/**
 * Opens the journal of a directory, or begins one. Throws `journal_locked` while another process has it,
 * `journal_damaged` with file and offset for anything but a torn tail (JO-03), `journal_unusable` when a new journal
 * cannot be begun. A journal that exists also opens on a full disk: it can be read, and becomes usable by itself.
 */
export async function openJournal<Body>(options: JournalOptions): Promise<Journal<Body>> {
  const settings: Settings = { ...defaults, ...options };
  const { files, directory, processes, clock, lockPatienceMs } = settings;
  await files.makeDirectory(directory);
  const unlock = await lockDirectory({ files, directory, processes, clock, patienceMs: lockPatienceMs });
  try {
    return await openLocked<Body>(settings, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}
