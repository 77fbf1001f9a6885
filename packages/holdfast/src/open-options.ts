// What openHoldfast needs to know, and what it assumes when it is not told.
import type { FileSystem } from "./engine/index.js";
import type { AlertRules, WebhookOptions } from "./alerts/index.js";
import type { LimitRules } from "./limits/index.js";
import type { Mail } from "./mail/index.js";
import { type Clock, systemClock } from "./runtime/clock.js";
import { type Log, silentLog } from "./runtime/log.js";
import type { Keyring } from "./security/index.js";
import type { Fetch, ProvidersOption, RefreshOptions, TokenCacheOptions, TokenKinds, UpkeepOptions } from "./tokens/index.js";

export interface HoldfastOptions {
  readonly database: {
    /** Where requests log in: a member of holdfast_app and of nothing stronger. */
    readonly requestUrl: string;
    /** Where the drain and jobs log in: a member of holdfast_writer. Default: the same. */
    readonly workerUrl?: string;
    /** Connections at the most, of each of the two. Default 10. */
    readonly poolSize?: number;
    /** Milliseconds that a statement of the drain or a job may take; of a request, a third of it. Default 30,000. */
    readonly statementTimeout?: number;
    /** Milliseconds to wait for a connection. Default 5,000. */
    readonly connectTimeout?: number;
    /** Default true; false behind a transaction pooler that cannot keep them. */
    readonly preparedStatements?: boolean;
  };
  readonly journal: {
    readonly directory: string;
    /** Default 16 MiB. */
    readonly segmentBytes?: number;
    /** How much may wait for the database (JO-05). Default 1 GiB. */
    readonly budgetBytes?: number;
    /** How long applied segments are kept (SY-10), in milliseconds. Default 24 hours. */
    readonly retentionMs?: number;
    /** How long to wait for another process to finish (JO-07), in milliseconds. Default 5,000: a killed one holds its lock for a moment. */
    readonly lockPatienceMs?: number;
    /** How long an operation waits for a disk that fails before it goes straight to the database (SY-08), in milliseconds. Default 5,000. */
    readonly patienceMs?: number;
    /** Another way to the disk, for tests. */
    readonly files?: FileSystem;
  };
  /** The keys that held tokens are sealed with. */
  readonly keyring: Keyring;
  /** Token kinds of the application, beside the built-in ones. */
  readonly kinds?: TokenKinds;
  readonly cache?: TokenCacheOptions;
  /** Where accounts can be connected, by name: `{ github: { clientId, clientSecret } }` (TK-23). */
  readonly providers?: ProvidersOption;
  /** When tokens are refreshed, and how often is tried (TK-19). */
  readonly refresh?: RefreshOptions;
  /** All calls to providers go through it. Default: that of Node. */
  readonly fetch?: Fetch;
  /** Δ (TK-13): milliseconds after which a token that another process has ended is not served any more. Default 1,000. */
  readonly deltaMs?: number;
  /** Warming, comparing and sweeping of tokens in the background. */
  readonly upkeep?: UpkeepOptions;
  readonly limits?: {
    /** Default 50,000. */
    readonly recordsPerGroup?: number;
    /** Default 100. */
    readonly groupsPerUser?: number;
  };
  /** How links to reset passwords and verify addresses leave. Without it nobody gets one. */
  readonly mail?: {
    readonly transport: Mail;
    /** Where browsers reach the application, such as `https://holdfast.example`: asked for each message, never taken from a request. */
    readonly linkOrigin: () => string;
  };
  readonly accounts?: {
    /** What nobody's password may be made of, besides common ones and the address: the name of the application, of the company. */
    readonly guessableWords?: readonly string[];
  };
  /** From how many security events on somebody hears of them, and who besides the log (SC-07). */
  readonly alerts?: {
    readonly rules?: Partial<AlertRules>;
    readonly webhook?: WebhookOptions;
  };
  /** What callers may use in a window, for whoever asks `holdfast.rateLimits` (LI-01). */
  readonly rateLimits?: {
    readonly rules?: Partial<LimitRules>;
    /** Whether the processes on this database share the count. Default false: each counts for itself. */
    readonly shared?: boolean;
  };
  /**
   * How many operations of different users are taken into the database at once: with more than one, one of these lanes is for large
   * operations alone. Default 3, less where the pool is small; 1 keeps everything in one order. May differ from start to start.
   */
  readonly lanes?: number;
  /** Bytes that users in memory may take. Default 256 MiB. */
  readonly viewBytes?: number;
  /** Milliseconds after which a user who does nothing takes less memory, and a few microseconds more at the next question. Default 30,000. */
  readonly quietAfterMs?: number;
  /** Catalogues up to this many records are known in memory from the start on. Default 250,000, about 100 bytes each. */
  readonly recordsInMemory?: number;
  /** Milliseconds that a flush waits before it answers `deferred`. Default 5,000. */
  readonly flushPatience?: number;
  /** How often to look for changes that somebody else made in the tables (SY-12), in milliseconds. Default 1,000. */
  readonly outsideCheckMs?: number;
  /** How the retention policy of the audit trail is applied in the background (AU-05). */
  readonly retention?: {
    /** Milliseconds between two runs; 0 leaves it to `audit.retention`. Default one day. The first is ten minutes after the start. */
    readonly everyMs?: number;
    /** A directory for compressed JSON lines of what is removed. Without it what is removed is gone. */
    readonly archive?: string | undefined;
  };
  /** Milliseconds that close() may take to drain. Default 10,000. */
  readonly closeDeadline?: number;
  readonly clock?: Clock;
  readonly log?: Log;
}

const mebibyte = 1024 * 1024;
const defaultPoolSize = 10;
const day = 24 * 60 * 60 * 1000;

export function withDefaults(options: HoldfastOptions) {
  const { database, journal, limits } = options;
  return {
    keyring: options.keyring,
    kinds: options.kinds,
    cache: options.cache,
    mail: options.mail,
    accounts: options.accounts,
    alerts: { rules: options.alerts?.rules, webhook: options.alerts?.webhook },
    providers: options.providers,
    refresh: options.refresh,
    fetch: options.fetch,
    rateLimits: { rules: options.rateLimits?.rules, shared: options.rateLimits?.shared ?? false },
    deltaMs: options.deltaMs ?? 1000,
    upkeep: options.upkeep,
    clock: options.clock ?? systemClock,
    log: options.log ?? silentLog,
    laneCount: laneCountOf(options),
    retention: { everyMs: options.retention?.everyMs ?? day, archive: options.retention?.archive },
    viewBytes: options.viewBytes ?? 256 * mebibyte,
    quietAfterMs: options.quietAfterMs ?? 30_000,
    recordsInMemory: options.recordsInMemory ?? 250_000,
    flushPatience: options.flushPatience ?? 5000,
    outsideCheckMs: options.outsideCheckMs ?? 1000,
    closeDeadline: options.closeDeadline ?? 10_000,
    limits: { recordsPerGroup: limits?.recordsPerGroup ?? 50_000, groupsPerUser: limits?.groupsPerUser ?? 100 },
    journal: { ...journal, lockPatienceMs: journal.lockPatienceMs ?? 5000 },
    database: withDatabaseDefaults(database),
  } as const;
}

const defaultLanes = 3;

/** One connection at the least stays free for those who wait for an answer. */
function laneCountOf({ lanes = defaultLanes, database: { poolSize = defaultPoolSize } }: HoldfastOptions): number {
  return Math.max(1, Math.min(lanes, poolSize - 1));
}

export function withDatabaseDefaults(database: HoldfastOptions["database"]) {
  return {
    requestUrl: database.requestUrl,
    workerUrl: database.workerUrl ?? database.requestUrl,
    poolSize: database.poolSize ?? defaultPoolSize,
    statementTimeout: database.statementTimeout ?? 30_000,
    connectTimeout: database.connectTimeout ?? 5000,
    preparedStatements: database.preparedStatements ?? true,
  } as const;
}
