// The one table of options (OP-03): whatever can be configured is here, and nowhere else.
import { address, bytes, duration, flag, integer, oneOf, origin, text } from "./option-kind.js";
import { option, optional } from "./option-table.js";
import { guardOptions } from "./guard-options.js";

const postgres = address(
  ["postgres:", "postgresql:"],
  "a PostgreSQL connection string",
  "postgres://user:password@localhost:5432/holdfast",
);
const path = (example: string) => text("path", example);
const column = text("column", "id", 63);
const logLevels = oneOf(["debug", "info", "warn", "error", "silent"]);
const logFormats = oneOf(["text", "json"]);
const minute = 60_000;
const day = 24 * 60 * minute;
const mebibyte = 1024 ** 2;

export const optionTable = {
  host: option({
    kind: text("address", "0.0.0.0", 253),
    topic: "server",
    fallback: "127.0.0.1",
    explanation: "The address to listen on. 0.0.0.0 listens on all.",
  }),
  port: option({
    kind: integer(0, 65_535, 8080),
    topic: "server",
    fallback: 4280,
    explanation: "The port to listen on; 0 takes any free one.",
  }),
  publicOrigin: optional({
    kind: origin,
    topic: "server",
    explanation: "The address under which browsers reach the server. Requests of other sites are refused.",
  }),
  trustedProxies: option({
    kind: integer(0, 16, 1),
    topic: "server",
    fallback: 0,
    explanation: "How many reverse proxies in front append to X-Forwarded-For. 0 ignores that header.",
  }),
  secureCookies: optional({
    kind: flag,
    topic: "server",
    fallbackText: "on, except on localhost",
    explanation: "Whether session cookies travel over HTTPS only.",
  }),
  shutdownDeadline: option({
    kind: duration(0, 10 * minute, "30s"),
    topic: "server",
    fallback: 10_000,
    explanation: "How long a stop may take. What is not in the database by then stays safe in the journal.",
  }),
  consoleDirectory: optional({
    kind: path("/srv/holdfast/console"),
    topic: "console",
    fallbackText: "the built-in console",
    explanation: "Where the built console is.",
  }),
  openConsole: option({
    kind: flag,
    topic: "console",
    fallback: false,
    explanation: "Whether to open the console in a browser, where there is a desktop.",
  }),
  sampleCatalogue: optional({
    kind: flag,
    topic: "console",
    fallbackText: "on with the embedded database, off with DATABASE_URL",
    explanation: "Whether to fill an empty catalogue with sample records.",
  }),
  databaseUrl: optional({
    kind: postgres,
    topic: "database",
    variable: "DATABASE_URL",
    secret: true,
    fallbackText: "an embedded PostgreSQL in the data directory",
    explanation: "The PostgreSQL (15 or newer) that keeps everything.",
  }),
  databaseAdminUrl: optional({
    kind: postgres,
    topic: "database",
    variable: "DATABASE_ADMIN_URL",
    secret: true,
    fallbackText: "the same as DATABASE_URL",
    explanation: "A login that may create the schema and its roles, for migrations only.",
  }),
  databaseRequestUrl: optional({
    kind: postgres,
    topic: "database",
    variable: "DATABASE_REQUEST_URL",
    secret: true,
    fallbackText: "the same as DATABASE_URL",
    explanation: "The login of requests, a member of holdfast_app and of nothing stronger.",
  }),
  databaseWorkerUrl: optional({
    kind: postgres,
    topic: "database",
    variable: "DATABASE_WORKER_URL",
    secret: true,
    fallbackText: "the same as DATABASE_URL",
    explanation:
      "The login of the drain and of jobs, a member of holdfast_writer. Reaches PostgreSQL directly, not through a transaction pooler.",
  }),
  poolSize: option({
    kind: integer(1, 1000, 20),
    topic: "database",
    fallback: 10,
    explanation: "Connections at the most, for requests and for background work each.",
  }),
  statementTimeout: option({
    kind: duration(100, 60 * minute, "15s"),
    topic: "database",
    fallback: 30_000,
    explanation: "How long one statement may take.",
  }),
  connectTimeout: option({
    kind: duration(100, 10 * minute, "5s"),
    topic: "database",
    fallback: 5000,
    explanation: "How long to wait for a connection.",
  }),
  preparedStatements: option({
    kind: flag,
    topic: "database",
    fallback: true,
    explanation: "Named prepared statements. Off behind a transaction pooler that does not support them.",
  }),
  dataDirectory: option({
    kind: path("/var/lib/holdfast"),
    topic: "data",
    fallback: ".holdfast",
    explanation: "Where the journal, the embedded database and the generated keys are kept.",
  }),
  journalDirectory: optional({
    kind: path("/var/lib/holdfast/journal"),
    topic: "data",
    fallbackText: "journal in the data directory",
    explanation: "Where the journal is. It must survive a restart of the machine.",
  }),
  journalSegmentBytes: option({
    kind: bytes(64 * 1024, 1024 * mebibyte, "32MiB"),
    topic: "data",
    fallback: 16 * mebibyte,
    explanation: "The size of one file of the journal.",
  }),
  journalBudgetBytes: option({
    kind: bytes(mebibyte, 1024 * 1024 * mebibyte, "4GiB"),
    topic: "data",
    fallback: 1024 * mebibyte,
    explanation: "How much may wait for the database before new operations are refused.",
  }),
  journalRetention: option({
    kind: duration(0, 365 * day, "7d"),
    topic: "data",
    fallback: day,
    explanation: "How long applied operations stay in the journal, to bring a restored database forward again.",
  }),
  lockPatience: option({
    kind: duration(0, 60 * minute, "30s"),
    topic: "data",
    fallback: 5000,
    explanation: "How long to wait for another process to let go of the journal, as in a rolling deploy. 0 refuses at once.",
  }),
  drainLanes: option({
    kind: integer(1, 16, 4),
    topic: "data",
    fallback: 3,
    explanation:
      "How many transactions take operations into the database at once, one of them for large operations alone. 1 keeps all in one order.",
  }),
  auditRetentionEvery: option({
    kind: duration(0, 31 * day, "12h"),
    topic: "data",
    fallback: day,
    explanation: "How often months of the audit trail that no class keeps any longer are removed. 0 leaves it to the command.",
  }),
  auditArchiveDirectory: optional({
    kind: path("/var/backups/audit"),
    topic: "data",
    fallbackText: "nothing is archived",
    explanation: "Where the months that retention removes are written first, as compressed JSON lines.",
  }),
  viewsBudgetBytes: option({
    kind: bytes(mebibyte, 1024 * 1024 * mebibyte, "512MiB"),
    topic: "selections",
    fallback: 256 * mebibyte,
    explanation: "Memory for the selections of users.",
  }),
  recordsPerGroup: option({
    kind: integer(1, 1_000_000, 10_000),
    topic: "selections",
    fallback: 50_000,
    explanation: "Records at the most in one group.",
  }),
  groupsPerUser: option({
    kind: integer(1, 1000, 50),
    topic: "selections",
    fallback: 100,
    explanation: "Groups at the most of one user.",
  }),
  tokenCacheEntries: option({
    kind: integer(1, 10_000_000, 50_000),
    topic: "tokens",
    fallback: 100_000,
    explanation: "Tokens at the most in memory.",
  }),
  tokenCacheBytes: option({
    kind: bytes(mebibyte, 1024 * 1024 * mebibyte, "128MiB"),
    topic: "tokens",
    fallback: 256 * mebibyte,
    explanation: "Memory for tokens.",
  }),
  tokenCacheTtl: option({
    kind: duration(0, day, "1min"),
    topic: "tokens",
    fallback: 5 * minute,
    explanation: "How long a token may be answered from memory before the database is asked again.",
  }),
  providersFile: optional({
    kind: path("/etc/holdfast/providers.json"),
    topic: "tokens",
    fallbackText: "no providers",
    explanation: "A JSON file with the providers at which accounts can be connected, and the client's id and secret at each.",
  }),
  kindsFile: optional({
    kind: path("/etc/holdfast/kinds.json"),
    topic: "tokens",
    fallbackText: "the built-in kinds",
    explanation: "A JSON file with kinds of issued tokens beside the built-in ones, and changes to those.",
  }),
  keyring: optional({
    kind: text("keys", "k1:<32 bytes in base64>", 65_536),
    topic: "tokens",
    secret: true,
    fallbackText: "the file of keyringFile",
    explanation: "The keys that seal held tokens. `holdfast keys generate` makes one.",
  }),
  keyringFile: optional({
    kind: path("/run/secrets/holdfast-keyring"),
    topic: "tokens",
    fallbackText: "keyring in the data directory, generated at the first start",
    explanation: "A file with those keys, such as a mounted secret.",
  }),
  ...guardOptions,
  usersTable: optional({
    kind: text("table", "public.users", 127),
    topic: "application tables",
    explanation: "The application's own users table. Set it before the first migration.",
  }),
  usersId: option({ kind: column, topic: "application tables", fallback: "id", explanation: "Its UUID primary key." }),
  recordsTable: optional({
    kind: text("table", "public.documents", 127),
    topic: "application tables",
    explanation: "The application's own table of records. Set it before the first migration.",
  }),
  recordsId: option({ kind: column, topic: "application tables", fallback: "id", explanation: "Its UUID primary key." }),
  recordsTitle: optional({
    kind: column,
    topic: "application tables",
    example: "title",
    explanation: "Its column that people know a record by. Needed with recordsTable.",
  }),
  recordsReference: optional({
    kind: column,
    topic: "application tables",
    example: "number",
    explanation: "Its column with a short reference.",
  }),
  recordsFamily: optional({
    kind: column,
    topic: "application tables",
    example: "category",
    explanation: "Its column for the filter by family.",
  }),
  recordsType: optional({
    kind: column,
    topic: "application tables",
    example: "kind",
    explanation: "Its column for the filter by type.",
  }),
  recordsYear: optional({ kind: column, topic: "application tables", example: "year", explanation: "Its column with a year." }),
  recordsStatus: optional({
    kind: column,
    topic: "application tables",
    example: "status",
    explanation: "Its column for the filter by status.",
  }),
  recordsWithdrawnAt: optional({
    kind: column,
    topic: "application tables",
    example: "archived_at",
    explanation: "Its timestamptz column that is set when a record is withdrawn.",
  }),
  logLevel: option({
    kind: logLevels,
    topic: "log",
    fallback: "info",
    explanation: "What is written to the log.",
  }),
  logFormat: optional({
    kind: logFormats,
    topic: "log",
    fallbackText: "text on a terminal, json otherwise",
    explanation: "How the log is written.",
  }),
} as const;
