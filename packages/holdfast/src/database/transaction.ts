// One transaction on one connection: it begins together with its first statement, which saves a trip to the database.
import type pg from "pg";
import { type Batch, type Command, rollBack, sendBatch } from "./query-batch.js";
import type { Queryable, Statement } from "./statement.js";

export interface TransactionOptions {
  /** Sent ahead of the first statement: begins the transaction and sets its role and its user. */
  readonly begin: readonly Command[];
  /** Sent along behind the first statement: what ends a transaction of a single one. */
  readonly end: readonly Command[];
  readonly preparedStatements: boolean;
}

export class Transaction implements Queryable {
  readonly #client: pg.ClientBase;
  readonly #options: TransactionOptions;
  #first: { readonly batch: Batch; readonly answered: Promise<pg.QueryResult> } | undefined;

  constructor(client: pg.ClientBase, options: TransactionOptions) {
    this.#client = client;
    this.#options = options;
  }

  async query<Row>({ name, text, values }: Statement): Promise<Row[]> {
    // Extended in every case: the simple protocol, which `pg` chooses for a statement without values, would run several at once.
    const statement = this.#options.preparedStatements ? { name, text, values } : { text, values };
    const result = this.#first === undefined ? await this.#begin(statement) : await this.#continue(statement);
    return result.rows as Row[];
  }

  async commit(): Promise<void> {
    if (this.#first !== undefined) await this.#client.query("commit");
  }

  async rollBack(): Promise<void> {
    if (this.#first !== undefined) await rollBack(this.#client, this.#first.batch);
  }

  #begin(statement: Batch["statement"]): Promise<pg.QueryResult> {
    const batch = { before: this.#commands("begin"), statement, after: this.#commands("end") };
    const answered = sendBatch(this.#client, batch);
    this.#first = { batch, answered };
    return answered;
  }

  /** Waits for the beginning, so that nothing runs without it. */
  async #continue(statement: Batch["statement"]): Promise<pg.QueryResult> {
    await this.#first?.answered;
    return this.#client.query({ ...statement, values: statement.values as unknown[], queryMode: "extended" } as pg.QueryConfig);
  }

  #commands(which: "begin" | "end"): readonly Command[] {
    const commands = this.#options[which];
    return this.#options.preparedStatements ? commands : commands.map(({ text }) => ({ text }));
  }
}
