// Arranges the counts of the facets for people: the most frequent value first, years from the latest, "no value" last.
import { facetNone, type RecordFacets } from "@holdfast/contract";
import type { FacetRow } from "./sql/count-facets.js";

const byFrequency = (a: FacetRow, b: FacetRow): number => b.count - a.count || ((a.value ?? "") < (b.value ?? "") ? -1 : 1);
const byYear = (a: FacetRow, b: FacetRow): number => Number(b.value) - Number(a.value);

export function facetsOf(rows: readonly FacetRow[]): RecordFacets {
  const counts = (facet: FacetRow["facet"], compare: typeof byYear): RecordFacets["family"] => {
    const own = rows.filter((row) => row.facet === facet);
    const valued = own.filter(({ value }) => value !== null).sort(compare);
    const without = own.filter(({ value }) => value === null);
    return [...valued, ...without].map(({ value, count }) => ({ value: value ?? facetNone, count }));
  };
  return {
    family: counts("family", byFrequency),
    type: counts("type", byFrequency),
    status: counts("status", byFrequency),
    year: counts("year", byYear),
  };
}
