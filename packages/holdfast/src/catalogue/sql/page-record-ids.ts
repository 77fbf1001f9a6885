// One page of the ids of the records that match, in one of ten total orders. Reads an index alone unless words are searched.
import type { RecordId, RecordSort } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import { conditionValues, type RecordCondition } from "./record-condition.js";

export interface RecordIdPage {
  readonly condition: RecordCondition;
  readonly sort: RecordSort;
  readonly order: "asc" | "desc";
  /** Only records whose sort column has a value (true) or has none (false); null: both, those without a value last when ascending. */
  readonly present: boolean | null;
  readonly offset: number;
  readonly limit: number;
}

// The order is chosen by values that the planner sees, so all but one of the sort keys fold to constants and an index fits the rest.
export async function pageRecordIds(db: Queryable, page: RecordIdPage): Promise<readonly RecordId[]> {
  const { condition, sort, order, present, offset, limit } = page;
  const rows = await db.query<{ id: RecordId }>({
    name: "page-record-ids",
    text: `
      select id
      from holdfast.catalogue
      where ($1::text is null or search @@ to_tsquery('simple', $1))
        and ($2::text[] is null or family = any ($2) or (family is null and '(none)' = any ($2)))
        and ($3::text[] is null or type = any ($3) or (type is null and '(none)' = any ($3)))
        and ($4::text[] is null or status = any ($4) or (status is null and '(none)' = any ($4)))
        and ($5::integer is null or year >= $5)
        and ($6::integer is null or year <= $6)
        and ($7::uuid[] is null or (id = any ($7)) = $8::boolean)
        and ($9::boolean is null or $9 = case $10::text
          when 'family' then family is not null
          when 'type' then type is not null
          when 'year' then year is not null
          when 'status' then status is not null
          else true
        end)
      order by
        case when $10 = 'title' and $11::text = 'asc' then lower(left(title, 120)) collate "C" end asc,
        case when $10 = 'title' and $11 = 'desc' then lower(left(title, 120)) collate "C" end desc,
        case when $10 = 'family' and $11 = 'asc' then family end asc,
        case when $10 = 'family' and $11 = 'desc' then family end desc,
        case when $10 = 'type' and $11 = 'asc' then type end asc,
        case when $10 = 'type' and $11 = 'desc' then type end desc,
        case when $10 = 'year' and $11 = 'asc' then year end asc,
        case when $10 = 'year' and $11 = 'desc' then year end desc,
        case when $10 = 'status' and $11 = 'asc' then status end asc,
        case when $10 = 'status' and $11 = 'desc' then status end desc,
        case when $11 = 'asc' then id end asc,
        case when $11 = 'desc' then id end desc
      limit $13::integer offset $12::integer`,
    values: [...conditionValues(condition), present, sort, order, offset, limit],
  });
  return rows.map(({ id }) => id);
}
