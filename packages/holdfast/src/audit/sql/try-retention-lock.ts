// The lock of the retention job: one process at a time does it. Goes with the connection.
import type pg from "pg";

// "audi" and "tret": advisory locks share one space with everything else in the database.
const keys = [0x61756469, 0x74726574] as const;

export async function tryRetentionLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1, $2) as got", [...keys]);
  return rows[0]?.got === true;
}
