// The table before its first page: the same heights, so that nothing moves when the rows come.
import type { ReactNode } from "react";
import { columns } from "./table-head.js";

export function TableSkeleton(): ReactNode {
  return (
    <div className="record-table" aria-busy="true" aria-label="Loading records" role="status">
      <div className="table-head">
        <div className="head-row">
          <span className="cell cell-tick" />
          {columns.map(({ sort, name }) => (
            <span key={sort} className={`cell cell-${sort}`}>
              {name}
            </span>
          ))}
        </div>
      </div>
      {Array.from({ length: 24 }, (_, row) => (
        <div key={row} className="record-row record-row-static">
          <span className="cell cell-tick">
            <span className="bar bar-tick" />
          </span>
          <span className="cell cell-title">
            <span className="bar" data-width={(row * 7) % 5} />
          </span>
          {["family", "type", "year", "status"].map((column, at) => (
            <span key={column} className={`cell cell-${column}`}>
              <span className="bar" data-width={(row + at) % 3} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
