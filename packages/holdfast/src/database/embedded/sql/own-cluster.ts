// One process at a time owns an embedded cluster: a lock of the session, which ends with the process that holds it.
import type pg from "pg";

const key = 4_851_203_118; // any constant, the same in every version

/** Answers whether the lock is ours now. */
export async function ownCluster(client: pg.Client): Promise<boolean> {
  const result = await client.query<{ owned: boolean }>("select pg_try_advisory_lock($1) as owned", [key]);
  return result.rows[0]?.owned === true;
}
