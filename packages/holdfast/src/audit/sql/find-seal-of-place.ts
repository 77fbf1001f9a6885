// The seal whose window a row lies in.
import type { Queryable } from "../../database/index.js";

const text = `
  select seq
  from holdfast.audit_seal
  where chain = $1 and (last_xact, last_id) >= ($2::xid8, $3::bigint) and row_count > 0
  order by last_xact, last_id
  limit 1`;

/** Its number; undefined when the row is not sealed yet. */
export async function findSealOfPlace(
  db: Queryable,
  place: { readonly chain: number; readonly xact: string; readonly id: number },
): Promise<number | undefined> {
  const [row] = await db.query<{ seq: number }>({
    name: "find_seal_of_place",
    text,
    values: [place.chain, place.xact, place.id],
  });
  return row?.seq;
}
