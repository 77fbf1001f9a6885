// Brings a file of records into the catalogue: row by row from a stream, batch by batch into the database, all of it or nothing.
import { HoldfastError } from "@holdfast/contract";
import { type AuditActor, AuditRecorder } from "../audit/index.js";
import type { Database, Queryable } from "../database/index.js";
import type { Clock } from "../runtime/clock.js";
import { requireOwnCatalogue } from "./own-catalogue.js";
import { type RawRow, readRow, type RecordMapping } from "./read-row.js";
import { compareRecords } from "./sql/compare-records.js";
import type { IncomingRecord } from "./sql/incoming-record.js";
import { lockImport } from "./sql/lock-import.js";
import { upsertRecords } from "./sql/upsert-records.js";

export interface ImportOptions {
  readonly database: Pick<Database, "asSystem">;
  readonly clock: Pick<Clock, "timestamp">;
  readonly mapping: RecordMapping;
  /** Changes nothing and reports what would happen. */
  readonly dryRun?: boolean;
  /** Rows per statement, 1,000 by default. */
  readonly batchSize?: number;
  /** Called after each batch. */
  readonly onProgress?: (counts: ImportCounts) => void;
  /** Ends the import; nothing of it stays. */
  readonly signal?: AbortSignal;
  readonly audit?: AuditRecorder;
  /** Who imports; nobody in particular when absent. */
  readonly actor?: AuditActor;
}

export interface ImportCounts {
  readonly read: number;
  readonly valid: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
}

export interface RowProblem {
  readonly line: number;
  readonly problems: readonly string[];
}

export interface ImportReport extends ImportCounts {
  /** The first 1,000 rows that were refused. */
  readonly problems: readonly RowProblem[];
}

const problemsKept = 1000;

/**
 * Inserts new records and updates those that differ, by id; a withdrawn record stays withdrawn. Refused rows do not stop the others.
 * One transaction: a failure or an abort leaves the catalogue as it was. Memory grows by the ids that were read, nothing else.
 * Throws invalid_request when the catalogue is the application's own table, overloaded while another import runs.
 */
export async function importRecords(source: AsyncIterable<RawRow>, options: ImportOptions): Promise<ImportReport> {
  const { database, clock, signal, actor = { userId: null }, dryRun = false, audit = new AuditRecorder(clock) } = options;
  signal?.throwIfAborted();
  return database.asSystem(async (db) => {
    await requireOwnCatalogue(db, "Records cannot be imported");
    if (!(await lockImport(db))) throw anotherImport();
    const run = new ImportRun(db, options);
    for await (const row of source) {
      signal?.throwIfAborted();
      await run.take(row);
    }
    await run.flush();
    signal?.throwIfAborted();
    const metadata = { ...run.counts };
    if (!dryRun) await audit.record(db, actor, { action: "records_imported", userId: null, metadata });
    return { ...run.counts, problems: run.problems };
  });
}

function anotherImport(): HoldfastError {
  return new HoldfastError("overloaded", {
    what: "Another import into this catalogue is running.",
    action: "Start this one again when it has ended.",
    retryAfterSeconds: 30,
  });
}

class ImportRun {
  readonly problems: RowProblem[] = [];
  readonly #db: Queryable;
  readonly #options: ImportOptions;
  readonly #at: string;
  /** Ids as sixteen characters each, a third of their text. */
  readonly #seen = new Set<string>();
  #batch: IncomingRecord[] = [];
  #counts = { read: 0, valid: 0, inserted: 0, updated: 0, unchanged: 0, refused: 0 };

  constructor(db: Queryable, options: ImportOptions) {
    this.#db = db;
    this.#options = options;
    this.#at = options.clock.timestamp();
  }

  get counts(): ImportCounts {
    return { ...this.#counts };
  }

  async take(row: RawRow): Promise<void> {
    this.#counts.read += 1;
    const { record, problems } = readRow(row, this.#options.mapping);
    if (record === undefined) return this.#refuse(row.line, problems);
    const short = Buffer.from(record.id.replaceAll("-", ""), "hex").toString("latin1");
    if (this.#seen.has(short)) return this.#refuse(row.line, [`The id ${record.id} has occurred before in this file.`]);
    this.#seen.add(short);
    this.#counts.valid += 1;
    this.#batch.push(record);
    if (this.#batch.length >= (this.#options.batchSize ?? 1000)) await this.flush();
  }

  async flush(): Promise<void> {
    const records = this.#batch;
    this.#batch = [];
    if (records.length > 0) {
      const work = { records, at: this.#at };
      const { inserted, updated } = await (this.#options.dryRun === true
        ? compareRecords(this.#db, work)
        : upsertRecords(this.#db, work));
      this.#counts.inserted += inserted;
      this.#counts.updated += updated;
      this.#counts.unchanged += records.length - inserted - updated;
    }
    this.#options.onProgress?.(this.counts);
  }

  #refuse(line: number, problems: readonly string[]): void {
    this.#counts.refused += 1;
    if (this.problems.length < problemsKept) this.problems.push({ line, problems });
  }
}
