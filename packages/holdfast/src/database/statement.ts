// What a room hands to the database: one named statement with its values, and what it gets back.

/** One statement. The name makes it a prepared statement where the connection allows those. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A place to run statements: inside one transaction, as one role. */
export interface Queryable {
  query<Row>(statement: Statement): Promise<Row[]>;
}
