// The rows between two places of the trail's order, one by one: only for windows that do not fit.
import type { Queryable } from "../../database/index.js";
import { leafOfEvent } from "./leaf-of-event.js";
import type { OrderPlace } from "./read-leaves.js";

const text = `
  select event.id, event.at, event.action, event.position, ${leafOfEvent} as leaf
  from holdfast.audit_event event
  where (event.xact, event.id) > ($1::xid8, $2::bigint) and (event.xact, event.id) <= ($3::xid8, $4::bigint)
  order by event.xact, event.id
  limit $5`;

export interface WindowRow {
  readonly id: number;
  readonly at: string;
  readonly action: string;
  readonly position: number | null;
  readonly leaf: Buffer;
}

export async function readWindowRows(
  db: Queryable,
  range: { readonly after: OrderPlace; readonly until: OrderPlace; readonly limit: number },
): Promise<readonly WindowRow[]> {
  const { after, until, limit } = range;
  const values = [after.lastXact, after.lastId, until.lastXact, until.lastId, limit];
  return db.query<WindowRow>({ name: "read_window_rows", text, values });
}
