// Takes the turn to import until the transaction ends; false when another import has it. Two at once could wait for each other for ever.
import type { Queryable } from "../../database/index.js";

export async function lockImport(db: Queryable): Promise<boolean> {
  const rows = await db.query<{ taken: boolean }>({
    name: "lock-import",
    text: `select pg_try_advisory_xact_lock(hashtext('holdfast.record import')) as taken`,
    values: [],
  });
  return rows[0]?.taken === true;
}
