// Asks whether the cluster has a database of this name.
import type pg from "pg";

export async function databaseExists(client: pg.Client, { name }: { readonly name: string }): Promise<boolean> {
  const result = await client.query("select 1 from pg_catalog.pg_database where datname = $1", [name]);
  return result.rows.length > 0;
}
