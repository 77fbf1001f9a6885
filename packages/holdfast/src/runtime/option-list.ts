// The one table of options (OP-03): whatever can be configured is here, and nowhere else.
import { address, bytes, duration, flag, integer, oneOf, origin, rate, text } from "./option-kind.js";
import { option, optional } from "./option-table.js";

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

  jwtIssuer: optional({
    kind: address(["https:", "http:"], "the address of an issuer of identities", "https://identity.example.org/realm"),
    topic: "identity",
    explanation: "Whose JWTs are accepted beside sessions, as it is written in them.",
  }),
  jwtAudience: optional({
    kind: text("audience", "holdfast", 500),
    topic: "identity",
    explanation: "Whom these JWTs must be meant for. Needed with jwtIssuer.",
  }),
  jwksUrl: optional({
    kind: address(["https:", "http:"], "the address of the issuer's keys", "https://identity.example.org/realm/keys"),
    topic: "identity",
    fallbackText: "as the issuer's discovery document says",
    explanation: "Where the issuer's public keys are.",
  }),
  jwtUserClaim: option({
    kind: text("claim", "user_id", 120),
    topic: "identity",
    fallback: "sub",
    explanation: "The claim that names the user: a UUID of the users table, or a text from which always the same UUID is made.",
  }),
  jwtClockTolerance: option({
    kind: duration(0, 5 * minute, "10s"),
    topic: "identity",
    fallback: 30_000,
    explanation: "How far the issuer's clock may differ.",
  }),
  jwtProvisionUsers: option({
    kind: flag,
    topic: "identity",
    fallback: false,
    explanation: "Whether whoever the issuer vouches for, with an e-mail address, gets an account. Off: only users of the users table are let in.",
  }),

  smtpUrl: optional({
    kind: address(["smtp:", "smtps:"], "the address of a mail server", "smtp://user:password@mail.example.org:587"),
    topic: "mail",
    secret: true,
    fallbackText: "none: on localhost messages are printed on the terminal, elsewhere nobody gets one",
    explanation: "The mail server that links to reset passwords and verify addresses leave by.",
  }),
  mailFrom: option({
    kind: text("sender", "Holdfast <no-reply@example.org>", 320),
    topic: "mail",
    fallback: "Holdfast <no-reply@localhost>",
    explanation: "Who the messages are from.",
  }),

  rateLimits: option({
    kind: flag,
    topic: "limits",
    fallback: true,
    explanation: "Whether callers are held to limits per window.",
  }),
  rateLimitStore: option({
    kind: oneOf(["memory", "database"]),
    topic: "limits",
    fallback: "memory",
    explanation: "Where requests are counted. Several processes on one database share the count in the database, at a statement each.",
  }),
  limitReads: option({
    kind: rate("1200/1min"),
    topic: "limits",
    fallback: { points: 6000, windowMs: minute },
    explanation: "Reads of one user, or of one address where nobody is signed in.",
  }),
  limitChanges: option({
    kind: rate("600/1min"),
    topic: "limits",
    fallback: { points: 3000, windowMs: minute },
    explanation: "Changes of one user.",
  }),
  limitBulkRecords: option({
    kind: rate("100000/1min"),
    topic: "limits",
    fallback: { points: 1_000_000, windowMs: minute },
    explanation: "Records that one user changes in bulk operations.",
  }),
  limitSignIns: option({
    kind: rate("30/15min"),
    topic: "limits",
    fallback: { points: 100, windowMs: 15 * minute },
    explanation: "Registrations, sign-ins, password resets and verifications of one address.",
  }),
  limitSignInsPerAccount: option({
    kind: rate("10/15min"),
    topic: "limits",
    fallback: { points: 20, windowMs: 15 * minute },
    explanation: "Attempts to get into one account, from all addresses together. Signing in begins the window anew.",
  }),
  limitExports: option({
    kind: rate("20/1h"),
    topic: "limits",
    fallback: { points: 60, windowMs: 60 * minute },
    explanation: "Exports of one user.",
  }),

  requestsUnderWay: option({
    kind: integer(0, 1_000_000, 500),
    topic: "limits",
    fallback: 2000,
    explanation: "Requests that may be under way at a time. More are refused with 503 and a time to retry; 0 refuses none.",
  }),
  eventLoopDelay: option({
    kind: duration(0, minute, "250ms"),
    topic: "limits",
    fallback: 400,
    explanation: "How late the event loop may be before new requests are refused in the same way; 0 refuses none.",
  }),

  alertWebhookUrl: optional({
    kind: address(["https:", "http:"], "the address of a webhook", "https://alerts.example.org/holdfast"),
    topic: "alerts",
    secret: true,
    explanation: "Who hears of security alerts besides the log. Each message is signed and sent again until it is taken.",
  }),
  alertWebhookSecret: optional({
    kind: text("secret", "a long random text", 500),
    topic: "alerts",
    secret: true,
    explanation: "What the messages are signed with: HMAC-SHA256 over the header holdfast-timestamp, a dot and the body. Needed with alertWebhookUrl.",
  }),
  alertFailedSignIns: option({
    kind: rate("50/5min"),
    topic: "alerts",
    fallback: { points: 100, windowMs: 5 * minute },
    explanation: "From how many sign-ins with a wrong password on there is an alert.",
  }),
  alertForeignAccess: option({
    kind: rate("50/5min"),
    topic: "alerts",
    fallback: { points: 100, windowMs: 5 * minute },
    explanation: "From how many requests for things that are not the caller's, or not there, on there is an alert.",
  }),
  alertBulkBursts: option({
    kind: rate("10/5min"),
    topic: "alerts",
    fallback: { points: 20, windowMs: 5 * minute },
    explanation: "From how many bulk operations beyond the limit on there is an alert.",
  }),
  alertDeadTokens: option({
    kind: rate("200/5min"),
    topic: "alerts",
    fallback: { points: 500, windowMs: 5 * minute },
    explanation: "From how many uses of sessions and links that are over on there is an alert.",
  }),
  alertUnsealFailures: option({
    kind: rate("1/1h"),
    topic: "alerts",
    fallback: { points: 1, windowMs: 60 * minute },
    explanation: "From how many stored secrets that cannot be opened on there is an alert.",
  }),
  alertAuditBreaks: option({
    kind: rate("1/1h"),
    topic: "alerts",
    fallback: { points: 1, windowMs: 60 * minute },
    explanation: "From how many verifications that find a break in the audit trail on there is an alert.",
  }),

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
