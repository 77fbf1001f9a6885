// The filters with their counts: family, type, status, years; every choice goes into the address.
import type { RecordFacets, RecordFilter } from "@holdfast/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { facetNames, filterParameters, type FacetName, type TableQuery } from "../../data/table-query.js";
import { Button } from "../../parts/button.js";
import { facetLabel } from "./filter-chips.js";
import type { ChangeQuery } from "./use-table-query.js";
import { YearFilter } from "./year-filter.js";

const number = new Intl.NumberFormat("en-GB");
const titles: Readonly<Record<FacetName, string>> = { family: "Family", type: "Type", status: "Status" };
const shortList = 7;

type Counted = RecordFacets["family"][number];

/** The most frequent first, what is chosen always among them, also when nothing of it is left. */
export function facetRows(counts: readonly Counted[], chosen: readonly string[], isLong: boolean): readonly Counted[] {
  const missing = chosen.filter((value) => !counts.some((one) => one.value === value)).map((value) => ({ value, count: 0 }));
  const sorted = [...counts].sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  const rows = isLong ? sorted : sorted.filter((one, at) => at < shortList || chosen.includes(one.value));
  return [...rows, ...missing];
}

interface FacetListProps {
  readonly name: FacetName;
  readonly counts: readonly Counted[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function FacetList({ name, counts, chosen, onChange }: FacetListProps): ReactNode {
  const [isLong, setLong] = useState(false);
  const id = useId();
  const rows = facetRows(counts, chosen, isLong);
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return (
    <fieldset className="facet">
      <legend>{titles[name]}</legend>
      {rows.length === 0 && <p className="facet-nothing">Nothing to choose from</p>}
      {rows.map(({ value, count }) => (
        <label key={value} className="facet-row">
          <input
            type="checkbox"
            className="tick"
            name={`${id}-${name}`}
            checked={chosen.includes(value)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
          />
          <span className="facet-name" data-none={facetLabel(name, value) !== value || undefined}>
            {facetLabel(name, value)}
          </span>
          <span className="facet-count">{number.format(count)}</span>
          <span className="facet-bar" aria-hidden="true" style={{ transform: `scaleX(${count / most})` }} />
        </label>
      ))}
      {counts.length > shortList && (
        <button type="button" className="link-button" aria-expanded={isLong} onClick={() => setLong(!isLong)}>
          {isLong ? "Show fewer" : `Show all ${counts.length}`}
        </button>
      )}
    </fieldset>
  );
}

interface FilterPanelProps {
  readonly query: TableQuery;
  readonly filter: RecordFilter;
  readonly change: ChangeQuery;
}

export function FilterPanel({ query, filter, change }: FilterPanelProps): ReactNode {
  const facets = useQuery({
    queryKey: ["facets", filter],
    queryFn: ({ signal }) => api.call("recordFacets", { query: filterParameters(filter), signal }),
    placeholderData: keepPreviousData,
  });
  if (facets.data === undefined) {
    if (!facets.isError)
      return (
        <div className="filters" aria-busy="true">
          {Array.from({ length: 12 }, (_, row) => (
            <span key={row} className="bar facet-bone" data-width={row % 5} />
          ))}
        </div>
      );
    return (
      <div className="filters" role="alert">
        <p>The counts could not be read.</p>
        <Button icon="refresh" onClick={() => void facets.refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  const { data } = facets;
  return (
    <div className="filters" data-stale={facets.isPlaceholderData || undefined}>
      {facetNames.map((name) => (
        <FacetList
          key={name}
          name={name}
          counts={data[name]}
          chosen={query[name]}
          onChange={(chosen) => change({ [name]: chosen })}
        />
      ))}
      <YearFilter
        counts={data.year}
        from={query.yearFrom}
        to={query.yearTo}
        onChange={(yearFrom, yearTo) => change({ yearFrom, yearTo })}
      />
    </div>
  );
}
