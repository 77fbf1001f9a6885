// Removes a database and whoever is connected to it.
import type pg from "pg";

export async function dropDatabase(client: pg.Client, { name }: { readonly name: string }): Promise<void> {
  await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
}
