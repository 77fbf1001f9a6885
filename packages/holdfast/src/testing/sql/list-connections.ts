// Says who is connected to a database.
import type pg from "pg";

export interface Connection {
  readonly application: string;
  readonly user: string;
  readonly state: string;
  /** The statement that runs, or the last one. */
  readonly query: string;
}

const text = `
  select application_name as application, coalesce(usename, '') as "user", coalesce(state, '') as state, query
  from pg_catalog.pg_stat_activity
  where datname = $1 and backend_type = 'client backend'
  order by backend_start`;

export async function listConnections(
  client: pg.Client,
  { database }: { readonly database: string },
): Promise<readonly Connection[]> {
  const result = await client.query<Connection>(text, [database]);
  return result.rows;
}
