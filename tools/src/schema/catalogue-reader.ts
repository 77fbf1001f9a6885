// What the statements of the dump need: something that runs a query as a login that sees the whole catalogue.

export interface CatalogueReader {
  query<Row extends object>(text: string): Promise<readonly Row[]>;
}

/** One statement of the dump and the object under whose heading it is printed. */
export interface DumpStatement {
  readonly subject: string;
  readonly text: string;
}
