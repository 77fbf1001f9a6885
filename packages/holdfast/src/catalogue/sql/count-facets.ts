// Counts per value of all four facets, each under the filter without its own part. The catalogue is read once: its rows are first
// gathered by combination of the four values, and the facets are counted from the combinations.
import type { Queryable } from "../../database/index.js";
import { conditionValues, type RecordCondition } from "./record-condition.js";

export interface FacetRow {
  readonly facet: "family" | "type" | "status" | "year";
  /** Null: no value. */
  readonly value: string | null;
  readonly count: number;
}

export async function countFacets(
  db: Queryable,
  { condition }: { readonly condition: RecordCondition },
): Promise<readonly FacetRow[]> {
  return db.query<FacetRow>({
    name: "count-facets",
    text: `
      with combination as materialized (
        select
          family, type, status, year, count(*) as count,
          ($2::text[] is null or coalesce(family, '(none)') = any ($2)) as family_fits,
          ($3::text[] is null or coalesce(type, '(none)') = any ($3)) as type_fits,
          ($4::text[] is null or coalesce(status, '(none)') = any ($4)) as status_fits,
          coalesce(($5::integer is null or year >= $5) and ($6::integer is null or year <= $6), false) as year_fits
        from holdfast.catalogue
        where ($1::text is null or search @@ to_tsquery('simple', $1))
          and ($7::uuid[] is null or (id = any ($7)) = $8::boolean)
        group by family, type, status, year
      )
      select 'family' as facet, nullif(family, '(none)') as value, sum(count)::bigint as count
      from combination where type_fits and status_fits and year_fits group by nullif(family, '(none)')
      union all
      select 'type', nullif(type, '(none)'), sum(count)::bigint
      from combination where family_fits and status_fits and year_fits group by nullif(type, '(none)')
      union all
      select 'status', nullif(status, '(none)'), sum(count)::bigint
      from combination where family_fits and type_fits and year_fits group by nullif(status, '(none)')
      union all
      select 'year', year::text, sum(count)::bigint
      from combination where family_fits and type_fits and status_fits group by year`,
    values: conditionValues(condition),
  });
}
