// Creates an empty database.
import type pg from "pg";

/** The name is an identifier, which PostgreSQL takes quoted and not as a parameter. */
export async function createDatabase(client: pg.Client, { name }: { readonly name: string }): Promise<void> {
  await client.query(`create database ${client.escapeIdentifier(name)} template template0`);
}
