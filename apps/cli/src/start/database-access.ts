// Finds the database that a command works on: the one of DATABASE_URL, the embedded one, or that of a server which runs already.
import { join } from "node:path";
import { HoldfastError, isHoldfastError } from "@holdfast/contract";
import { type Clock, type Log, migrate, type MigrationReport, type Options, setUpLogins } from "holdfast";
import { type EmbeddedDatabase, prepareDatabase, startEmbeddedPostgres } from "holdfast/embedded";
import { makeDataDirectory } from "./data-file.js";
import { hostTablesOf } from "./host-tables.js";
import { loadLogins, withLogin } from "./logins-file.js";
import { type DatabaseUrls, readServerRecord } from "./server-record.js";

export interface DatabaseAccess extends DatabaseUrls {
  /** `given`: by DATABASE_URL. `embedded`: started by us. `running`: the embedded one of a server that runs. */
  readonly origin: "given" | "embedded" | "running";
  /** Where the files of the database are, for people. */
  readonly place: string;
  /** Stops what was started. Can be called twice. */
  close(): Promise<void>;
}

export interface AccessOptions {
  readonly options: Options;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the embedded database of a running server will do. A server needs one of its own. */
  readonly mayShare: boolean;
}

const databaseName = "holdfast";

/** Throws configuration_invalid, database_unavailable, or journal_locked when a server runs on the data directory. */
export async function accessDatabase(access: AccessOptions): Promise<DatabaseAccess> {
  const { databaseUrl, databaseAdminUrl, databaseRequestUrl, databaseWorkerUrl, dataDirectory } = access.options;
  if (databaseUrl !== undefined) {
    return {
      origin: "given",
      place: "DATABASE_URL",
      adminUrl: databaseAdminUrl ?? databaseUrl,
      requestUrl: databaseRequestUrl ?? databaseUrl,
      workerUrl: databaseWorkerUrl ?? databaseUrl,
      close: async () => undefined,
    };
  }
  await makeDataDirectory(dataDirectory);
  try {
    return await startEmbedded(access);
  } catch (error) {
    if (!isOwnedByAnother(error)) throw error;
    return shareOrRefuse(access, error);
  }
}

/** Brings the schema up to date, and on an embedded database the logins too. */
export async function prepareSchema(access: DatabaseAccess, options: Options, log: Log): Promise<MigrationReport> {
  const report = await migrate({ connectionString: access.adminUrl, host: hostTablesOf(options), log });
  if (access.origin === "embedded") await setUpLogins(access.adminUrl, await loadLogins(options.dataDirectory));
  return report;
}

async function startEmbedded({ options, clock, log }: AccessOptions): Promise<DatabaseAccess> {
  const embedded: EmbeddedDatabase = await startEmbeddedPostgres({
    directory: join(options.dataDirectory, "postgres"),
    clock,
    log,
  });
  try {
    const adminUrl = await prepareDatabase(embedded, databaseName);
    const logins = await loadLogins(options.dataDirectory);
    return {
      origin: "embedded",
      place: embedded.dataDirectory,
      adminUrl,
      requestUrl: withLogin(adminUrl, logins.requestUser, logins.requestPassword),
      workerUrl: withLogin(adminUrl, logins.workerUser, logins.workerPassword),
      close: () => embedded.stop(),
    };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

const isOwnedByAnother = (error: unknown): boolean =>
  isHoldfastError(error, "database_unavailable") && error.details.data?.["directory"] !== undefined;

async function shareOrRefuse({ options, mayShare }: AccessOptions, cause: unknown): Promise<DatabaseAccess> {
  const { dataDirectory } = options;
  const record = await readServerRecord(dataDirectory);
  if (mayShare && record?.database !== undefined)
    return { origin: "running", place: dataDirectory, ...record.database, close: async () => undefined };
  const where = record === undefined ? "" : ` (process ${record.pid}${record.url === undefined ? "" : `, ${record.url}`})`;
  throw new HoldfastError("journal_locked", {
    what: `Another Holdfast process is using ${dataDirectory}${where}.`,
    why: "One process at a time keeps the journal and the embedded database of a directory.",
    action: "Use that one, stop it first, or choose another directory with --data-directory.",
    data: { dataDirectory, ...(record === undefined ? {} : { pid: record.pid }) },
    cause,
  });
}
