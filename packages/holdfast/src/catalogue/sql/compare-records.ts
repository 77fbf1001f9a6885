// Says what an upsert of a batch would do, without doing it: a dry run leaves no dead rows behind.
import type { Queryable } from "../../database/index.js";
import { type BatchOutcome, type IncomingRecord, incomingColumns } from "./incoming-record.js";

export async function compareRecords(
  db: Queryable,
  { records }: { readonly records: readonly IncomingRecord[] },
): Promise<BatchOutcome> {
  const rows = await db.query<BatchOutcome>({
    name: "compare-records",
    text: `
      select
        count(*) filter (where record.id is null) as inserted,
        count(*) filter (
          where record.id is not null
            and (record.title, record.reference, record.family, record.type, record.year, record.status)
              is distinct from (incoming.title, incoming.reference, incoming.family, incoming.type, incoming.year, incoming.status)
        ) as updated
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::text[])
        as incoming (id, title, reference, family, type, year, status)
      left join holdfast.record record on record.id = incoming.id`,
    values: incomingColumns(records),
  });
  return rows[0] ?? { inserted: 0, updated: 0 };
}
