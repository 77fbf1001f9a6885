// The rows of a month for its archive, as JSON and with their leaf hashes; without sessions and addresses, which can be erased here only.
import type { Queryable } from "../../database/index.js";
import { leafOfEvent } from "./leaf-of-event.js";

const text = `
  select event.at, event.id, (to_jsonb(event) || jsonb_build_object('leaf', encode(${leafOfEvent}, 'hex')))::text as line
  from holdfast.audit_event event
  where event.at >= ($1::date)::timestamp at time zone 'UTC' and event.at < ($1::date + interval '1 month')::timestamp at time zone 'UTC'
    and ($2::timestamptz is null or (event.at, event.id) > ($2, $3::bigint))
  order by event.at, event.id
  limit $4`;

export interface ArchiveRow {
  readonly at: string;
  readonly id: number;
  readonly line: string;
}

export async function pageAuditMonth(
  db: Queryable,
  page: {
    readonly month: string;
    readonly after: { readonly at: string; readonly id: number } | undefined;
    readonly limit: number;
  },
): Promise<readonly ArchiveRow[]> {
  const values = [`${page.month}-01`, page.after?.at ?? null, page.after?.id ?? null, page.limit];
  return db.query<ArchiveRow>({ name: "page_audit_month", text, values });
}
