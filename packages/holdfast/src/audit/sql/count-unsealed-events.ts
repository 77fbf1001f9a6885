// Rows behind the end of the chain: not sealed yet, which is healthy, or of transactions that this server never had.
import type { Queryable } from "../../database/index.js";
import type { OrderPlace } from "./read-leaves.js";

const text = `
  select
    count(*) as "rowCount", min(event.at) as "oldestAt",
    (select json_build_object('id', stranger.id::text, 'action', stranger.action) from holdfast.audit_event stranger
     where stranger.xact >= pg_snapshot_xmax(pg_current_snapshot()) order by stranger.xact, stranger.id limit 1) as stranger,
    (select stranger.at from holdfast.audit_event stranger
     where stranger.xact >= pg_snapshot_xmax(pg_current_snapshot()) order by stranger.xact, stranger.id limit 1) as "strangerAt"
  from holdfast.audit_event event
  where (event.xact, event.id) > ($1::xid8, $2::bigint)`;

export interface UnsealedCount {
  readonly rowCount: number;
  readonly oldestAt: string | null;
  readonly stranger: { readonly id: string; readonly action: string } | null;
  readonly strangerAt: string | null;
}

export async function countUnsealedEvents(db: Queryable, { lastXact, lastId }: OrderPlace): Promise<UnsealedCount> {
  const [row] = await db.query<UnsealedCount>({ name: "count_unsealed_events", text, values: [lastXact, lastId] });
  return row ?? { rowCount: 0, oldestAt: null, stranger: null, strangerAt: null };
}
