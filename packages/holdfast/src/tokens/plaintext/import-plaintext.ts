// Moves tokens that somewhere lie as plaintext into Holdfast: streaming, to be continued, verified, wiped on request (TK-09).
import { HoldfastError } from "@holdfast/contract";
import type { AuditActor } from "../../audit/index.js";
import { createDatabase } from "../../database/index.js";
import { silentLog } from "../../runtime/log.js";
import { importPage, type ImportRoom } from "./import-page.js";
import { type ImportCounts, type ImportReport, ImportTally } from "./import-report.js";
import { openLinesSource } from "./lines-source.js";
import type { WipeWay } from "./sql/plain-table.js";
import { openTableSource, type PlainSource, type PlaintextTable } from "./table-source.js";

export interface ImportSettings {
  /** Rows in one transaction. Default 500. */
  readonly batchSize?: number;
  /** Only says what would be done. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: ImportCounts) => void;
  /** Stops after the batches that run; a later call goes on. */
  readonly signal?: AbortSignal;
  readonly actor?: AuditActor;
}

export interface PlaintextImport extends ImportSettings {
  readonly source: PlaintextTable & {
    /** A login that may read the table, and change it if it is to be wiped. */
    readonly url: string;
  };
  /** Whether, and how, verified rows lose their secrets in the source. Default false; true is "null". */
  readonly wipe?: boolean | WipeWay;
}

export interface LinesImport extends ImportSettings {
  /** Tells this file from others when the import is continued. */
  readonly name: string;
  readonly lines: AsyncIterable<string>;
  /** The provider of lines that name none: a store that kept the tokens of one provider only. */
  readonly provider?: string;
}

/** Throws configuration_invalid for a table or column that is not there, invalid_request for a column that cannot be wiped so. */
export async function importPlaintextTokens(
  room: ImportRoom,
  { source, wipe = false, ...settings }: PlaintextImport,
): Promise<ImportReport> {
  const { url, ...table } = source;
  const way = wipe === true || wipe === false ? "null" : wipe;
  const elsewhere = createDatabase({
    requestUrl: url,
    workerUrl: url,
    poolSize: 1,
    statementTimeout: 60_000,
    connectTimeout: 10_000,
    preparedStatements: false,
    log: silentLog,
  });
  try {
    const client = await elsewhere.connect("holdfast plaintext import");
    try {
      // Times without zone are read as UTC.
      await client.query("set time zone 'UTC'");
      return await importAll(room, await openTableSource(client, table, way), { ...settings, wipe: wipe !== false });
    } finally {
      await client.end();
    }
  } finally {
    await elsewhere.close();
  }
}

/** One JSON object a line: user_id, provider, account?, and access_token, refresh_token?, expires_at? there or under `tokens`. */
export function importTokenLines(room: ImportRoom, { name, lines, provider, ...settings }: LinesImport): Promise<ImportReport> {
  return importAll(room, openLinesSource(name, lines, provider), { ...settings, wipe: false });
}

/** Pages that are worked on at the same time. */
const lanes = 3;

type Settings = ImportSettings & { readonly wipe: boolean };

async function importAll(room: ImportRoom, source: PlainSource, settings: Settings): Promise<ImportReport> {
  const { batchSize = 500, dryRun = false, wipe, onProgress, signal, actor = { userId: null } } = settings;
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > 10_000) throw unusableBatch(batchSize);
  const tally = new ImportTally();
  const request = { source, dryRun, wipe: wipe && !dryRun, actor, tally };
  const finished = await inLanes(source.pages(batchSize), signal, async (page) => {
    await importPage(room, request, page);
    onProgress?.(tally.counts);
  });
  const { counts, notImported } = tally;
  if (!dryRun) await recordEnd(room, source, actor, { ...counts, finished });
  return { source: source.name, dryRun, finished, ...counts, notImported };
}

/** Pages beside each other: one is sealed while the database works for another. Answers whether it came to the end. */
async function inLanes<Page>(
  pages: AsyncIterable<Page>,
  signal: AbortSignal | undefined,
  work: (page: Page) => Promise<void>,
): Promise<boolean> {
  const running = new Set<Promise<void>>();
  try {
    for await (const page of pages) {
      if (signal?.aborted === true) return false;
      const lane = work(page).finally(() => void running.delete(lane));
      running.add(lane);
      if (running.size >= lanes) await Promise.race(running);
    }
    await Promise.all(running);
    return true;
  } finally {
    await Promise.allSettled(running);
  }
}

async function recordEnd(
  { database, audit }: ImportRoom,
  { name }: PlainSource,
  actor: AuditActor,
  metadata: object,
): Promise<void> {
  await database.asSystem((db) =>
    audit.record(db, actor, { action: "tokens_imported", metadata: { source: name, ...metadata } }),
  );
}

function unusableBatch(size: number): HoldfastError {
  return new HoldfastError("invalid_request", { what: `${size} is no batch size.`, action: "Choose 1 to 10,000." });
}
