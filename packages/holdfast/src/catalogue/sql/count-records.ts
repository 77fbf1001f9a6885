// Counts the records that match, and how many of them have a value to be sorted by.
import type { RecordSort } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import { conditionValues, type RecordCondition } from "./record-condition.js";

export interface RecordCount {
  readonly total: number;
  /** Those whose sort column is not null. */
  readonly present: number;
}

export async function countRecords(
  db: Queryable,
  { condition, sort }: { readonly condition: RecordCondition; readonly sort: RecordSort },
): Promise<RecordCount> {
  const rows = await db.query<RecordCount>({
    name: "count-records",
    text: `
      select
        count(*) as total,
        count(*) filter (
          where case $9::text
            when 'family' then family is not null
            when 'type' then type is not null
            when 'year' then year is not null
            when 'status' then status is not null
            else true
          end
        ) as present
      from holdfast.catalogue
      where ($1::text is null or search @@ to_tsquery('simple', $1))
        and ($2::text[] is null or family = any ($2) or (family is null and '(none)' = any ($2)))
        and ($3::text[] is null or type = any ($3) or (type is null and '(none)' = any ($3)))
        and ($4::text[] is null or status = any ($4) or (status is null and '(none)' = any ($4)))
        and ($5::integer is null or year >= $5)
        and ($6::integer is null or year <= $6)
        and ($7::uuid[] is null or (id = any ($7)) = $8::boolean)`,
    values: [...conditionValues(condition), sort],
  });
  return rows[0] ?? { total: 0, present: 0 };
}
