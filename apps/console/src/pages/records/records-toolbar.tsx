// Above the table: what is shown, search, "only selected", filters; on small screens also the order.
import type { RecordSort } from "@holdfast/contract";
import type { ReactNode } from "react";
import { filterCount, type TableQuery } from "../../data/table-query.js";
import { Button } from "../../parts/button.js";
import { usePageTitle } from "../../parts/page-head.js";
import { SearchField } from "../../parts/search-field.js";
import { ColumnMenu } from "./column-menu.js";
import { columns } from "./columns.js";
import type { TableColumns } from "./use-columns.js";
import type { ChangeQuery } from "./use-table-query.js";

const number = new Intl.NumberFormat("en-GB");

function Total({ total, isNarrowed }: { readonly total: number | undefined; readonly isNarrowed: boolean }): ReactNode {
  if (total === undefined) return "\u00a0";
  if (isNarrowed) return total === 1 ? "1 match" : `${number.format(total)} matches`;
  return (
    <>
      {number.format(total)}
      <span className="toolbar-suffix"> in the catalogue</span>
    </>
  );
}

interface RecordsToolbarProps {
  readonly query: TableQuery;
  readonly change: ChangeQuery;
  readonly total: number | undefined;
  readonly isStale: boolean;
  readonly columns: TableColumns;
  readonly isPanelOpen: boolean;
  readonly onPanel: () => void;
  readonly onSearch: (text: string) => void;
}

function OrderSelect({ query, change }: Pick<RecordsToolbarProps, "query" | "change">): ReactNode {
  return (
    <label className="order-select">
      <span className="visually-hidden">Sort by</span>
      <select
        value={`${query.sort} ${query.order}`}
        onChange={(event) => {
          const [sort, order] = event.target.value.split(" ");
          change({ sort: sort as RecordSort, order: order as "asc" | "desc" });
        }}
      >
        {columns.flatMap(({ sort, title }) =>
          sort === undefined
            ? []
            : [
                <option key={`${sort} asc`} value={`${sort} asc`}>{`${title} ↑`}</option>,
                <option key={`${sort} desc`} value={`${sort} desc`}>{`${title} ↓`}</option>,
              ],
        )}
      </select>
    </label>
  );
}

export function RecordsToolbar({
  query,
  change,
  total,
  isStale,
  columns: table,
  isPanelOpen,
  onPanel,
  onSearch,
}: RecordsToolbarProps): ReactNode {
  usePageTitle("Records");
  const filters = filterCount(query);
  return (
    <header className="toolbar">
      <div className="toolbar-title">
        <h1>Records</h1>
        <p className="toolbar-total" aria-live="polite" data-stale={isStale || undefined}>
          <Total total={total} isNarrowed={filters > 0 || query.text !== "" || query.onlySelected} />
        </p>
      </div>
      <SearchField value={query.text} onChange={onSearch} />
      <OrderSelect query={query} change={change} />
      <Button
        className="toggle"
        aria-pressed={query.onlySelected}
        icon="check"
        onClick={() => change({ onlySelected: !query.onlySelected })}
      >
        Only selected
      </Button>
      <ColumnMenu table={table} />
      <Button className="toggle" icon="filter" aria-expanded={isPanelOpen} onClick={onPanel}>
        Filters
        {filters > 0 && (
          <span className="count-badge">
            {filters}
            <span className="visually-hidden"> set</span>
          </span>
        )}
      </Button>
    </header>
  );
}
