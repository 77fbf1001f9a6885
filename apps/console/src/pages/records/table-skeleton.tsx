// The table before its first page: the same heights, so that nothing moves when the rows come.
import type { ReactNode } from "react";
import type { TableColumns } from "./use-columns.js";

export function TableSkeleton({ columns }: { readonly columns: TableColumns }): ReactNode {
  return (
    <div className="record-table" aria-busy="true" aria-label="Loading records" role="status" style={columns.style}>
      <div className="table-head">
        <div className="head-row">
          <span className="cell cell-tick" />
          {columns.visible.map(({ name, title }) => (
            <span key={name} className={`cell cell-${name}`}>
              {title}
            </span>
          ))}
        </div>
      </div>
      {Array.from({ length: 24 }, (_, row) => (
        <div key={row} className="record-row record-row-static">
          <span className="cell cell-tick">
            <span className="bar bar-tick" />
          </span>
          {columns.visible.map(({ name }, at) => (
            <span key={name} className={`cell cell-${name}`}>
              <span className="bar" data-width={name === "title" ? (row * 7) % 5 : (row + at) % 3} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
