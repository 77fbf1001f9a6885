// The head of the table: the tick for the rows in view, and the columns, which sort and can be made wider.
import type { HeaderState } from "@holdfast/client";
import type { RecordSort } from "@holdfast/contract";
import type { ReactNode } from "react";
import { Icon } from "../../parts/icon.js";
import { TickBox } from "../../parts/tick-box.js";
import { ColumnGrip } from "./column-grip.js";
import type { Column } from "./columns.js";
import type { TableColumns } from "./use-columns.js";

interface TableHeadProps {
  readonly sort: RecordSort;
  readonly order: "asc" | "desc";
  readonly state: HeaderState;
  readonly rowsInView: number;
  readonly columns: TableColumns;
  readonly onTick: () => void;
  readonly onSort: (sort: RecordSort) => void;
}

function ColumnHead({
  column,
  sort,
  order,
  columns,
  onSort,
}: { readonly column: Column } & Pick<TableHeadProps, "sort" | "order" | "columns" | "onSort">): ReactNode {
  const by = column.sort;
  const isSorted = by !== undefined && by === sort;
  const isDescending = isSorted && order === "desc";
  return (
    <div
      role="columnheader"
      aria-sort={by === undefined ? undefined : isSorted ? (isDescending ? "descending" : "ascending") : "none"}
      className={`cell cell-${column.name}`}
    >
      {by === undefined ? (
        <span className="column-name">{column.title}</span>
      ) : (
        <button type="button" className="sort" data-sorted={isSorted || undefined} onClick={() => onSort(by)}>
          {column.title}
          <Icon name={isDescending ? "down" : "up"} size={14} />
        </button>
      )}
      <ColumnGrip column={column} width={columns.widthOf(column.name)} onResize={columns.resize} />
    </div>
  );
}

export function TableHead({ sort, order, state, rowsInView, columns, onTick, onSort }: TableHeadProps): ReactNode {
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
        {columns.visible.map((column) => (
          <ColumnHead key={column.name} column={column} sort={sort} order={order} columns={columns} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}
