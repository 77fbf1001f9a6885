// The rows that can be sealed next: after the last seal, and of transactions that had all ended when this statement began.
import type { Queryable } from "../../database/index.js";
import { leafOfEvent } from "./leaf-of-event.js";

const text = `
  with next as (
    select event.xact, event.id, event.at, ${leafOfEvent} as leaf
    from holdfast.audit_event event
    where (event.xact, event.id) > ($1::xid8, $2::bigint) and event.xact < pg_snapshot_xmin(pg_current_snapshot())
    order by event.xact, event.id
    limit $3
  ),
  listed as (
    select
      count(*)::integer as row_count, min(at) as first_at, max(at) as last_at,
      array_agg(id order by xact, id) as ids, array_agg(at order by xact, id) as times,
      string_agg(leaf, ''::bytea order by xact, id) as leaves,
      (array_agg(xact::text order by xact, id))[count(*)] as last_xact, (array_agg(id order by xact, id))[count(*)] as last_id
    from next
  )
  select
    row_count as "rowCount", first_at as "firstAt", last_at as "lastAt", ids::text as ids, times::text as times, leaves,
    last_xact as "lastXact", last_id as "lastId", sha256(array_send(ids) || array_send(times)) as "keysDigest",
    exists (
      select from holdfast.audit_event event where (event.xact, event.id) > (coalesce(listed.last_xact::xid8, $1::xid8), coalesce(listed.last_id, $2::bigint))
    ) as "hasMore",
    $1::xid8 >= pg_snapshot_xmax(pg_current_snapshot()) as "isBehind"
  from listed`;

export interface UnsealedWindow {
  readonly rowCount: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  /** Arrays in PostgreSQL's own writing, to be handed back as they are. */
  readonly ids: string | null;
  readonly times: string | null;
  readonly leaves: Buffer | null;
  readonly lastXact: string | null;
  readonly lastId: number | null;
  readonly keysDigest: Buffer | null;
  /** There are rows after this window, though a transaction that still runs may keep them from being sealed. */
  readonly hasMore: boolean;
  /** The server counts its transactions from a lower number than the trail: it came here by dump and restore. */
  readonly isBehind: boolean;
}

export async function readUnsealedWindow(
  db: Queryable,
  after: { readonly xact: string; readonly id: number; readonly limit: number },
): Promise<UnsealedWindow | undefined> {
  const [row] = await db.query<UnsealedWindow>({
    name: "read_unsealed_window",
    text,
    values: [after.xact, after.id, after.limit],
  });
  return row;
}
