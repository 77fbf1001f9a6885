// The filters that are set, each with a way to take it off.
import { facetNone } from "../../data/facet-none.js";
import type { ReactNode } from "react";
import { facetNames, noFilters, type FacetName, type TableQuery } from "../../data/table-query.js";
import { Icon } from "../../parts/icon.js";
import type { ChangeQuery } from "./use-table-query.js";

interface Chip {
  readonly label: string;
  readonly without: Partial<TableQuery>;
}

export const facetLabel = (name: FacetName, value: string): string => (value === facetNone ? `No ${name}` : value);

function yearLabel({ yearFrom, yearTo }: TableQuery): string {
  if (yearFrom === undefined) return `Until ${yearTo ?? ""}`;
  if (yearTo === undefined) return `From ${yearFrom}`;
  return yearFrom === yearTo ? `${yearFrom}` : `${yearFrom} – ${yearTo}`;
}

export function chipsOf(query: TableQuery): readonly Chip[] {
  const facets = facetNames.flatMap((name) =>
    query[name].map((value) => ({
      label: facetLabel(name, value),
      without: { [name]: query[name].filter((one) => one !== value) },
    })),
  );
  const years =
    query.yearFrom === undefined && query.yearTo === undefined
      ? []
      : [{ label: yearLabel(query), without: { yearFrom: undefined, yearTo: undefined } }];
  return [...facets, ...years];
}

export function FilterChips({ query, change }: { readonly query: TableQuery; readonly change: ChangeQuery }): ReactNode {
  const chips = chipsOf(query);
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="Filters that are set">
      {chips.map(({ label, without }) => (
        <li key={label}>
          <button type="button" className="chip" onClick={() => change(without)} aria-label={`Remove filter ${label}`}>
            {label}
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="chip chip-clear" onClick={() => change(noFilters)}>
          Clear filters
        </button>
      </li>
    </ul>
  );
}
