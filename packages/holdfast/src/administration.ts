// What operators do with a database, beside a running server or without one: look into it, import, withdraw, give roles, verify the trail.
import type { RecordId } from "@holdfast/contract";
import { type AccountAdministration, createAccountAdministration } from "./accounts/account-administration.js";
import {
  type Audit,
  createAudit,
  readRetentionRun,
  readSealingState,
  type RetentionRun,
  type SealingState,
} from "./audit/index.js";
import {
  createCatalogueRoom,
  type ImportOptions,
  type ImportReport,
  importRecords,
  type RawRow,
  type WithdrawalReport,
} from "./catalogue/index.js";
import { createDatabase } from "./database/index.js";
import { type DatabaseFacts, examineDatabase, readRequestRole, type RoleRights } from "./database/examine.js";
import { type Clock, systemClock } from "./runtime/clock.js";
import { type Log, silentLog } from "./runtime/log.js";
import type { Keyring } from "./security/index.js";

export interface AdministrationOptions {
  /** The login of requests, to see with which rights they run. */
  readonly requestUrl: string;
  /** A member of holdfast_writer. */
  readonly workerUrl: string;
  /** Milliseconds that a statement may take. Default 60,000. */
  readonly statementTimeout?: number;
  /** Milliseconds to wait for a connection. Default 10,000. */
  readonly connectTimeout?: number;
  readonly clock?: Clock;
  readonly log?: Log;
}

export type ImportSettings = Pick<ImportOptions, "mapping" | "dryRun" | "onProgress" | "signal">;

export interface Administration {
  readonly accounts: AccountAdministration;
  /** The rights with which requests run. Throws what PostgreSQL says when their login cannot become holdfast_app. */
  requestRole(): Promise<RoleRights | undefined>;
  /** Reads only. Throws database_unavailable, or what PostgreSQL says when the schema or the rights are not there. */
  examine(): Promise<DatabaseFacts>;
  /** One transaction: all rows that are right, or none. Throws invalid_request and overloaded. */
  importRecords(source: AsyncIterable<RawRow>, settings: ImportSettings): Promise<ImportReport>;
  /** Throws invalid_request when the catalogue is the application's own table. */
  withdrawRecords(ids: readonly RecordId[], reason: string): Promise<WithdrawalReport>;
  /** Where the chain of audit seals ends and what waits behind it; without any key. */
  sealing(): Promise<SealingState>;
  /** What the job that shortens the trail did last; undefined when it never ran on this database. */
  retentionRun(): Promise<RetentionRun | undefined>;
  /** The trail, with the keys that its seals are made under. Without `erase`: a running server has to forget the person too. */
  audit(keyring: Keyring): Omit<Audit, "erase">;
  close(): Promise<void>;
}

/** Opens no journal and takes no lock, so it works beside a running server. Connects with the first call. */
export function openAdministration(options: AdministrationOptions): Administration {
  const {
    requestUrl,
    workerUrl,
    statementTimeout = 60_000,
    connectTimeout = 10_000,
    clock = systemClock,
    log = silentLog,
  } = options;
  const database = createDatabase({
    requestUrl,
    workerUrl,
    poolSize: 2,
    statementTimeout,
    connectTimeout,
    preparedStatements: false,
    log,
  });
  const catalogue = createCatalogueRoom({ database, clock, log });
  return {
    accounts: createAccountAdministration(database, clock),
    requestRole: () => readRequestRole(database),
    examine: () => examineDatabase(database, clock),
    importRecords: (source, settings) => importRecords(source, { ...settings, database, clock }),
    withdrawRecords: (ids, reason) => catalogue.withdraw(ids, reason),
    sealing: () => readSealingState(database),
    retentionRun: () => database.asSystem(readRetentionRun),
    audit: (keyring) => createAudit({ database, keyring, clock }),
    close: () => database.close(),
  };
}
