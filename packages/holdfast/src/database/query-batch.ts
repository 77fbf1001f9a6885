// Sends a statement together with what goes before and after it, as one message that is answered as one (PF-03).
import pg from "pg";
import type { Statement } from "./statement.js";

/** `begin`, `commit` and the like: a constant with checked literals, without values and rows. Named, it is parsed once per connection. */
export interface Command {
  readonly text: string;
  readonly name?: string;
}

export interface Batch {
  readonly before: readonly Command[];
  readonly statement: Pick<Statement, "text" | "values"> & Command;
  readonly after: readonly Command[];
}

/** What pg's connection and query do and its published types leave out. */
interface Wire {
  readonly parsedStatements: Record<string, string>;
  parse(message: { readonly text: string; readonly name: string }): void;
  bind(message: { readonly statement: string }): void;
  execute(message: Readonly<Record<string, never>>): void;
  close(message: { readonly type: "S"; readonly name: string }): void;
  sync(): void;
}

interface WireQuery {
  prepare(wire: Wire): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}

type Callback = (error: Error | undefined, result: pg.QueryResult) => void;
type QueryConfig = pg.QueryConfig & { readonly queryMode: "extended" };

const Query = pg.Query as unknown as new (config: QueryConfig, callback: Callback) => WireQuery & pg.Submittable;

/** The server carries out nothing of a message after the first failure in it, so no statement can run without what goes before it. */
class BatchQuery extends Query {
  readonly #batch: Batch;
  #completed = 0;

  constructor(batch: Batch, callback: Callback) {
    super({ ...batch.statement, values: batch.statement.values as unknown[], queryMode: "extended" }, callback);
    this.#batch = batch;
  }

  /** pg calls this with the stream corked, and sends the statement itself. */
  override prepare(wire: Wire): void {
    for (const command of this.#batch.before) send(wire, command);
    super.prepare(wire);
  }

  /** In place of pg's: executes the statement, whose portal is bound, and ends the message after the rest. */
  _getRows(wire: Wire): void {
    wire.execute({});
    for (const command of this.#batch.after) send(wire, command);
    wire.sync();
  }

  /** Only the statement's own completion is part of its result. */
  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#completed++ === this.#batch.before.length) super.handleCommandComplete(message, wire);
  }
}

/** `rollback` after a batch that failed, of which nobody knows how far it was parsed: its names are free again. */
class Rollback extends Query {
  readonly #names: readonly string[];

  constructor(names: readonly string[], callback: Callback) {
    super({ text: "rollback", queryMode: "extended" }, callback);
    this.#names = names;
  }

  override prepare(wire: Wire): void {
    for (const name of this.#names) {
      delete wire.parsedStatements[name];
      wire.close({ type: "S", name });
    }
    super.prepare(wire);
  }
}

export function sendBatch(client: pg.ClientBase, batch: Batch): Promise<pg.QueryResult> {
  return submit(client, (callback) => new BatchQuery(batch, callback));
}

export function rollBack(client: pg.ClientBase, { before, statement, after }: Batch): Promise<pg.QueryResult> {
  const names = [...before, statement, ...after].flatMap(({ name }) => name ?? []);
  return submit(client, (callback) => new Rollback(names, callback));
}

function submit(client: pg.ClientBase, query: (callback: Callback) => pg.Submittable): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    client.query(query((error, result) => (error === undefined || error === null ? resolve(result) : reject(error))));
  });
}

function send(wire: Wire, { text, name = "" }: Command): void {
  if (name === "" || wire.parsedStatements[name] === undefined) wire.parse({ text, name });
  if (name !== "") wire.parsedStatements[name] = text;
  wire.bind({ statement: name });
  wire.execute({});
}
