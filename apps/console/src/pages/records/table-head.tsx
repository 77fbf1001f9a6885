// The head of the table: the tick for the rows in view, and the columns that sort.
import type { HeaderState } from "@holdfast/client";
import type { RecordSort } from "@holdfast/contract";
import type { ReactNode } from "react";
import { Icon } from "../../parts/icon.js";
import { TickBox } from "../../parts/tick-box.js";

export const columns: readonly { readonly sort: RecordSort; readonly name: string }[] = [
  { sort: "title", name: "Title" },
  { sort: "family", name: "Family" },
  { sort: "type", name: "Type" },
  { sort: "year", name: "Year" },
  { sort: "status", name: "Status" },
];

interface TableHeadProps {
  readonly sort: RecordSort;
  readonly order: "asc" | "desc";
  readonly state: HeaderState;
  readonly rowsInView: number;
  readonly onTick: () => void;
  readonly onSort: (sort: RecordSort) => void;
}

export function TableHead({ sort, order, state, rowsInView, onTick, onSort }: TableHeadProps): ReactNode {
  const rows = rowsInView === 1 ? "the row in view" : `the ${rowsInView} rows in view`;
  return (
    <div role="rowgroup" className="table-head">
      <div role="row" aria-rowindex={1} className="head-row">
        <div role="columnheader" aria-label="Selected" className="cell cell-tick">
          <TickBox
            label={state === "all" ? `Deselect ${rows}` : `Select ${rows}`}
            state={state}
            disabled={rowsInView === 0}
            onToggle={onTick}
          />
        </div>
        {columns.map((column) => {
          const isSorted = column.sort === sort;
          return (
            <div
              key={column.sort}
              role="columnheader"
              aria-sort={isSorted ? (order === "asc" ? "ascending" : "descending") : "none"}
              className={`cell cell-${column.sort}`}
            >
              <button type="button" className="sort" data-sorted={isSorted || undefined} onClick={() => onSort(column.sort)}>
                {column.name}
                <Icon name={isSorted && order === "desc" ? "down" : "up"} size={14} />
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
