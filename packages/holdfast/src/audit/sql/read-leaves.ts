// The leaf hashes of the rows between two places of the trail's order, as they are now, in one piece.
import type { Queryable } from "../../database/index.js";
import { leafOfEvent } from "./leaf-of-event.js";

const text = `
  select count(*)::integer as "rowCount", string_agg(row.leaf, ''::bytea order by row.xact, row.id) as leaves
  from (
    select event.xact, event.id, ${leafOfEvent} as leaf
    from holdfast.audit_event event
    where (event.xact, event.id) > ($1::xid8, $2::bigint) and (event.xact, event.id) <= ($3::xid8, $4::bigint)
    order by event.xact, event.id
  ) row`;

/** A place in the order of the trail. */
export interface OrderPlace {
  readonly lastXact: string;
  readonly lastId: number;
}

/** `after` exclusive, `until` inclusive. */
export async function readLeaves(
  db: Queryable,
  range: { readonly after: OrderPlace; readonly until: OrderPlace },
): Promise<{ readonly rowCount: number; readonly leaves: Buffer | null }> {
  const { after, until } = range;
  const values = [after.lastXact, after.lastId, until.lastXact, until.lastId];
  const [row] = await db.query<{ rowCount: number; leaves: Buffer | null }>({ name: "read_leaves", text, values });
  return row ?? { rowCount: 0, leaves: null };
}
