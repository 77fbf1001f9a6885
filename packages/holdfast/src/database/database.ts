// The way into PostgreSQL: every statement runs inside a transaction that has set its role and its user (SC-01).
import { HoldfastError, type UserId } from "@holdfast/contract";
import pg from "pg";
import type { Log } from "../runtime/log.js";
import { explainFailure } from "./failure.js";
import type { Command } from "./query-batch.js";
import { ScopedPool } from "./scoped-pool.js";
import type { Queryable } from "./statement.js";
import { valueTypes } from "./value-parser.js";

export interface DatabaseOptions {
  /** Login of requests: a member of holdfast_app, of nothing stronger. */
  readonly requestUrl: string;
  /** Login of the drain and of jobs: a member of holdfast_writer. May be the same. */
  readonly workerUrl: string;
  /** Connections at the most, for each of the two. */
  readonly poolSize: number;
  /** Milliseconds that one statement of the drain or of a job may take; of a request, a third of it. */
  readonly statementTimeout: number;
  /** Milliseconds to wait for a connection. */
  readonly connectTimeout: number;
  /** Named prepared statements; off behind a transaction pooler that does not support them. */
  readonly preparedStatements: boolean;
  readonly log: Log;
}

/**
 * How statements share a transaction. `single reads`: each has a read-only one to itself, which begins, runs and ends in one trip to the
 * database; for work of one statement that changes nothing.
 */
export type TransactionMode = "read committed" | "repeatable read read only" | "single reads";

export type UserMode = Exclude<TransactionMode, "repeatable read read only">;

export interface Database {
  /** One transaction as holdfast_app with this user: row-level security decides what it sees. */
  asUser<T>(userId: UserId, work: (db: Queryable) => Promise<T>, mode?: UserMode): Promise<T>;
  /** One transaction as holdfast_writer: the drain, jobs, and look-ups that come before a user is known. */
  asSystem<T>(work: (db: Queryable) => Promise<T>, mode?: TransactionMode): Promise<T>;
  /** A connection of one's own, outside the pools: for locks and LISTEN. The caller ends it. */
  connect(name: string): Promise<pg.Client>;
  /** Whether a round trip works now; never throws. */
  isReachable(): Promise<boolean>;
  /** Connections in use and waiting, for metrics. */
  status(): { readonly total: number; readonly idle: number; readonly waiting: number };
  /** Cuts off what is under way and refuses what comes: for a shutdown that must not wait for a database that hangs. */
  abandon(): void;
  close(): Promise<void>;
}

const uuidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** SET takes no parameters, so the id is checked letter by letter before it becomes a literal. */
function beginAsUser(userId: UserId, mode: UserMode): readonly Command[] {
  if (!uuidText.test(userId)) {
    throw new HoldfastError("invalid_request", {
      what: "The user id is not a UUID.",
      action: "Pass the id of the signed-in user.",
    });
  }
  return [begin[mode], role.app, { text: `set local holdfast.user_id = '${userId}'` }];
}

const begin: Readonly<Record<TransactionMode, Command>> = {
  "read committed": { name: "begin", text: "begin isolation level read committed" },
  "repeatable read read only": { name: "begin-snapshot", text: "begin isolation level repeatable read read only" },
  "single reads": { name: "begin-read", text: "begin isolation level read committed read only" },
};
const role = {
  app: { name: "become-app", text: "set local role holdfast_app" },
  writer: { name: "become-writer", text: "set local role holdfast_writer" },
} as const satisfies Record<string, Command>;
// Tells the triggers on selections that a change is Holdfast's own; what changes nothing need not say so.
const ownChanges: Command = { name: "own-changes", text: "set local holdfast.writer = 'on'" };

function beginAsSystem(mode: TransactionMode): readonly Command[] {
  return mode === "read committed" ? [begin[mode], role.writer, ownChanges] : [begin[mode], role.writer];
}

export function createDatabase(options: DatabaseOptions): Database {
  const { log, preparedStatements } = options;
  const connectionTo = (url: string, name: string, patience: number): pg.PoolConfig => ({
    connectionString: url,
    application_name: name,
    max: options.poolSize,
    connectionTimeoutMillis: options.connectTimeout,
    // The client's own deadline: a server that is stopped or cut off never answers "statement timeout".
    query_timeout: patience,
    keepAlive: true,
    types: valueTypes,
  });
  const open = (connection: pg.PoolConfig): ScopedPool => new ScopedPool({ connection, preparedStatements, log });
  const requests = open(connectionTo(options.requestUrl, "holdfast requests", options.statementTimeout / 3));
  const worker = open(connectionTo(options.workerUrl, "holdfast worker", options.statementTimeout));

  return {
    asUser: async (userId, work, mode = "read committed") => run(requests, mode, beginAsUser(userId, mode), work),
    asSystem: async (work, mode = "read committed") => run(worker, mode, beginAsSystem(mode), work),
    connect: async (name) => connectAlone({ ...connectionTo(options.workerUrl, name, 0), query_timeout: undefined }, log),
    isReachable: () => worker.isReachable(),
    status: () => {
      const [one, other] = [requests.counts, worker.counts];
      return { total: one.total + other.total, idle: one.idle + other.idle, waiting: one.waiting + other.waiting };
    },
    abandon: () => {
      requests.abandon();
      worker.abandon();
    },
    close: async () => {
      await Promise.all([requests.end(), worker.end()]);
    },
  };
}

function run<T>(
  pool: ScopedPool,
  mode: TransactionMode,
  commands: readonly Command[],
  work: (db: Queryable) => Promise<T>,
): Promise<T> {
  return mode === "single reads" ? pool.singly(commands, work) : pool.transaction(commands, work);
}

async function connectAlone(connection: pg.ClientConfig, log: Log): Promise<pg.Client> {
  const client = new pg.Client(connection);
  client.on("error", (error) => {
    log.warn("A direct database connection was lost.", { connection: connection.application_name, reason: error.message });
  });
  try {
    await client.connect();
  } catch (error) {
    throw explainFailure(error);
  }
  return client;
}
