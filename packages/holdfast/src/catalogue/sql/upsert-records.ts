// Inserts a batch of records or brings them up to date; rows that are just so already are not written again.
import type { Queryable } from "../../database/index.js";
import { type BatchOutcome, type IncomingRecord, incomingColumns } from "./incoming-record.js";

// xmax is 0 for a row version that was inserted, not for one that ON CONFLICT has locked and updated.
export async function upsertRecords(
  db: Queryable,
  { records, at }: { readonly records: readonly IncomingRecord[]; readonly at: string },
): Promise<BatchOutcome> {
  const rows = await db.query<BatchOutcome>({
    name: "upsert-records",
    text: `
      with written as (
        insert into holdfast.record as record (id, title, reference, family, type, year, status, created_at, updated_at)
        select id, title, reference, family, type, year, status, $8::timestamptz, $8::timestamptz
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::text[])
          as incoming (id, title, reference, family, type, year, status)
        on conflict (id) do update
        set title = excluded.title, reference = excluded.reference, family = excluded.family, type = excluded.type,
          year = excluded.year, status = excluded.status, updated_at = excluded.updated_at
        where (record.title, record.reference, record.family, record.type, record.year, record.status)
          is distinct from (excluded.title, excluded.reference, excluded.family, excluded.type, excluded.year, excluded.status)
        returning record.xmax = 0 as is_new
      )
      select count(*) filter (where is_new) as inserted, count(*) filter (where not is_new) as updated
      from written`,
    values: [...incomingColumns(records), at],
  });
  return rows[0] ?? { inserted: 0, updated: 0 };
}
