// The way into PostgreSQL: every statement runs inside a transaction that has set its role and its user (SC-01).
import { HoldfastError, type UserId } from "@holdfast/contract";
import pg from "pg";
import type { Log } from "../runtime/log.js";
import { explainFailure } from "./failure.js";
import type { Queryable, Statement } from "./statement.js";
import { valueTypes } from "./value-parser.js";

export interface DatabaseOptions {
  /** Login of requests: a member of holdfast_app, of nothing stronger. */
  readonly requestUrl: string;
  /** Login of the drain and of jobs: a member of holdfast_writer. May be the same. */
  readonly workerUrl: string;
  /** Connections at the most, for each of the two. */
  readonly poolSize: number;
  /** Milliseconds that one statement may take. */
  readonly statementTimeout: number;
  /** Milliseconds to wait for a connection. */
  readonly connectTimeout: number;
  /** Named prepared statements; off behind a transaction pooler that does not support them. */
  readonly preparedStatements: boolean;
  readonly log: Log;
}

export type Isolation = "read committed" | "repeatable read read only";

export interface Database {
  /** One transaction as holdfast_app with this user: row-level security decides what it sees. */
  asUser<T>(userId: UserId, work: (db: Queryable) => Promise<T>): Promise<T>;
  /** One transaction as holdfast_writer: the drain, jobs, and look-ups that come before a user is known. */
  asSystem<T>(work: (db: Queryable) => Promise<T>, isolation?: Isolation): Promise<T>;
  /** A connection of one's own, outside the pools: for locks and LISTEN. The caller ends it. */
  connect(name: string): Promise<pg.Client>;
  /** Whether a round trip works now; never throws. */
  isReachable(): Promise<boolean>;
  /** Connections in use and waiting, for metrics. */
  status(): { readonly total: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

const uuidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** SET takes no parameters, so the id is checked letter by letter before it becomes a literal. */
function beginAsUser(userId: UserId): string {
  if (!uuidText.test(userId)) {
    throw new HoldfastError("invalid_request", { what: "The user id is not a UUID.", action: "Pass the id of the signed-in user." });
  }
  return `begin; set local role holdfast_app; set local holdfast.user_id = '${userId}'`;
}

function beginAsSystem(isolation: Isolation): string {
  return `begin isolation level ${isolation}; set local role holdfast_writer; set local holdfast.writer = 'on'`;
}

export function createDatabase(options: DatabaseOptions): Database {
  const { log } = options;
  const settings = (url: string, name: string): pg.PoolConfig => ({
    connectionString: url,
    application_name: name,
    max: options.poolSize,
    connectionTimeoutMillis: options.connectTimeout,
    // The client's own deadline: a server that is stopped or cut off never answers "statement timeout".
    query_timeout: options.statementTimeout,
    keepAlive: true,
    types: valueTypes,
  });
  const openPool = (url: string, name: string): pg.Pool => {
    const pool = new pg.Pool(settings(url, name));
    pool.on("error", (error) => log.warn("A database connection was lost while idle.", { pool: name, reason: error.message }));
    return pool;
  };
  const requests = openPool(options.requestUrl, "holdfast requests");
  const worker = openPool(options.workerUrl, "holdfast worker");

  const queryable = (client: pg.PoolClient): Queryable => ({
    query: async <Row>({ name, text, values }: Statement): Promise<Row[]> => {
      // Extended either way: the simple protocol, which `pg` chooses for a statement without values, would run several at once.
      const named = options.preparedStatements ? { name, text } : { text, queryMode: "extended" };
      const result = await client.query({ ...named, values: values as unknown[] });
      return result.rows as Row[];
    },
  });

  async function transaction<T>(pool: pg.Pool, begin: string, work: (db: Queryable) => Promise<T>): Promise<T> {
    let client: pg.PoolClient;
    try {
      client = await pool.connect();
    } catch (error) {
      throw explainFailure(error);
    }
    let broken: Error | undefined;
    const onError = (error: Error): void => void (broken = error);
    client.on("error", onError);
    try {
      await client.query(begin);
      const result = await work(queryable(client));
      await client.query("commit");
      return result;
    } catch (error) {
      // When even the rollback fails, the connection is in an unknown state and is thrown away.
      await client.query("rollback").catch((failure: Error) => void (broken ??= failure));
      throw explainFailure(error);
    } finally {
      client.off("error", onError);
      client.release(broken !== undefined);
    }
  }

  return {
    asUser: async (userId, work) => transaction(requests, beginAsUser(userId), work),
    asSystem: async (work, isolation = "read committed") => transaction(worker, beginAsSystem(isolation), work),
    connect: async (name) => {
      const client = new pg.Client({ ...settings(options.workerUrl, name), query_timeout: undefined });
      client.on("error", (error) => log.warn("A direct database connection was lost.", { connection: name, reason: error.message }));
      try {
        await client.connect();
      } catch (error) {
        throw explainFailure(error);
      }
      return client;
    },
    isReachable: async () =>
      worker.query("select 1").then(
        () => true,
        () => false,
      ),
    status: () => ({
      total: requests.totalCount + worker.totalCount,
      idle: requests.idleCount + worker.idleCount,
      waiting: requests.waitingCount + worker.waitingCount,
    }),
    close: async () => {
      await Promise.all([requests.end(), worker.end()]);
    },
  };
}
