// One login's connections: every statement runs in a transaction that has begun with its role and its user.
import { HoldfastError } from "@holdfast/contract";
import pg from "pg";
import type { Log } from "../runtime/log.js";
import { explainFailure } from "./failure.js";
import type { Command } from "./query-batch.js";
import type { Queryable } from "./statement.js";
import { Transaction, type TransactionOptions } from "./transaction.js";

const commit: Command = { name: "commit", text: "commit" };

export interface ScopedPoolOptions {
  readonly connection: pg.PoolConfig;
  readonly preparedStatements: boolean;
  readonly log: Log;
}

export class ScopedPool {
  readonly #pool: pg.Pool;
  readonly #preparedStatements: boolean;
  readonly #busy = new Set<pg.PoolClient>();
  #abandoned = false;

  constructor({ connection, preparedStatements, log }: ScopedPoolOptions) {
    this.#preparedStatements = preparedStatements;
    this.#pool = new pg.Pool(connection);
    // Between the pool's own listener and that of the transaction a connection may die: an error nobody listens to would end the process.
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
    this.#pool.on("error", (error) => {
      log.warn("A database connection was lost while idle.", { pool: connection.application_name, reason: error.message });
    });
  }

  get counts(): { readonly total: number; readonly idle: number; readonly waiting: number } {
    return { total: this.#pool.totalCount, idle: this.#pool.idleCount, waiting: this.#pool.waitingCount };
  }

  /** `begin` holds constants with checked literals; `work` gets only prepared or extended statements, which cannot be stacked. */
  async transaction<T>(begin: readonly Command[], work: (db: Queryable) => Promise<T>): Promise<T> {
    return this.#within({ begin, end: [] }, async (transaction) => {
      const result = await work(transaction);
      await transaction.commit();
      return result;
    });
  }

  /** Every statement in a transaction of its own, which begins, runs and ends in one trip to the database. */
  async singly<T>(begin: readonly Command[], work: (db: Queryable) => Promise<T>): Promise<T> {
    return work({
      query: (statement) => this.#within({ begin, end: [commit] }, (transaction) => transaction.query(statement)),
    });
  }

  async isReachable(): Promise<boolean> {
    return this.#pool.query("select 1").then(
      () => true,
      () => false,
    );
  }

  /** Cuts off what is under way and refuses what comes: for a shutdown that must not wait for a database that hangs. */
  abandon(): void {
    this.#abandoned = true;
    // Ending a client with a statement under way closes its socket at once.
    for (const client of this.#busy) void client.end();
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }

  async #connect(): Promise<pg.PoolClient> {
    if (this.#abandoned) throw shuttingDown();
    try {
      const client = await this.#pool.connect();
      this.#busy.add(client);
      return client;
    } catch (error) {
      throw explainFailure(error);
    }
  }

  async #within<T>(ends: Pick<TransactionOptions, "begin" | "end">, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const client = await this.#connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => void (broken = error);
    client.on("error", onError);
    const transaction = new Transaction(client, { ...ends, preparedStatements: this.#preparedStatements });
    try {
      return await work(transaction);
    } catch (error) {
      // After a statement that was not answered in time, a rollback would only wait as long again.
      if (isUnanswered(error)) broken ??= error;
      // When even the rollback fails, the connection is in an unknown state and is thrown away.
      else await transaction.rollBack().catch((failure: Error) => void (broken ??= failure));
      throw explainFailure(error);
    } finally {
      client.off("error", onError);
      this.#busy.delete(client);
      client.release(broken !== undefined);
    }
  }
}

function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && error.message === "Query read timeout";
}

function shuttingDown(): HoldfastError {
  return new HoldfastError("database_unavailable", {
    what: "This process has let go of the database.",
    why: "It is shutting down; what was acknowledged is safe in the journal.",
    action: "Start it again.",
  });
}
