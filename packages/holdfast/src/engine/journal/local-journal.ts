// The journal of one directory, put together from its parts; `openJournal` makes one.
import type { JournalId, Position } from "@holdfast/contract";
import { GroupCommit } from "./group-commit.js";
import type { Appended, Journal, JournalEntry, JournalOptions, JournalStatus } from "./journal.js";
import { systemCode } from "./file-system.js";
import { journalClosed } from "./journal-error.js";
import { readEntries } from "./read-entries.js";
import type { Recovered } from "./recovery.js";
import type { Retention } from "./retention.js";
import { Segment, Spare } from "./segment.js";
import { SegmentShelf } from "./segment-shelf.js";

export type Settings = Required<JournalOptions>;

const largestBatchBytes = 1024 * 1024;

export class LocalJournal<Body> implements Journal<Body> {
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
        const make = () => Segment.begin(this.#spare, { files, directory, journal: id, createdAt, after, bytes });
        const segment = await make().catch(async (error: unknown) => {
          if (systemCode(error) !== "ENOSPC" || !(await this.#shelf.makeRoom())) throw error;
          return make();
        });
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
    const json = this.#settings.encode(body as never);
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
