// What time it is for the database, in milliseconds since 1970.
import type { Queryable } from "../statement.js";

export async function readClock(db: Queryable): Promise<number> {
  const rows = await db.query<{ now: number }>({
    name: "read-clock",
    text: `select (extract(epoch from clock_timestamp()) * 1000)::double precision as now`,
    values: [],
  });
  return rows[0]?.now ?? Number.NaN;
}
