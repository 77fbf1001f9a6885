// Removes counts whose window is over, a bounded number at a time.
import type { Queryable } from "../../database/index.js";

const text = `
  delete from holdfast.rate_limit
  where key in (select key from holdfast.rate_limit where expire < $1 order by expire limit $2 for update skip locked)
  returning key`;

/** Answers how many were removed. */
export async function deleteExpiredRates(db: Queryable, by: { readonly before: number; readonly most: number }): Promise<number> {
  const rows = await db.query({ name: "delete_expired_rates", text, values: [by.before, by.most] });
  return rows.length;
}
