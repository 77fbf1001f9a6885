// One row of the table; grey bars until its record is loaded.
import type { CatalogueRecord } from "@holdfast/contract";
import { memo, type MouseEvent, type ReactNode } from "react";
import { TickBox } from "../../parts/tick-box.js";
import { Highlighted } from "./highlighted.js";

interface RecordRowProps {
  readonly index: number;
  readonly record: CatalogueRecord | undefined;
  readonly top: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly isInRange: boolean;
  readonly search: string;
  readonly onTick: (index: number, event: MouseEvent) => void;
  readonly onActivate: (index: number) => void;
}

export const rowId = (index: number): string => `record-row-${index}`;

function Cells({ record, search }: { readonly record: CatalogueRecord; readonly search: string }): ReactNode {
  return (
    <>
      <div role="gridcell" className="cell cell-title">
        <span className="record-title" title={record.title}>
          <Highlighted text={record.title} search={search} />
        </span>
        {record.reference !== null && <span className="record-reference">{record.reference}</span>}
        {record.withdrawnAt !== null && (
          <span className="tag" data-tone="warn">
            Withdrawn
          </span>
        )}
      </div>
      <div role="gridcell" className="cell cell-family" title={record.family ?? undefined}>
        {record.family ?? (
          <span className="none" aria-label="none" role="img">
            –
          </span>
        )}
      </div>
      <div role="gridcell" className="cell cell-type" title={record.type ?? undefined}>
        {record.type ?? "–"}
      </div>
      <div role="gridcell" className="cell cell-year">
        {record.year ?? "–"}
      </div>
      <div role="gridcell" className="cell cell-status">
        {record.status === null ? "–" : <span className="status-text">{record.status}</span>}
      </div>
    </>
  );
}

function Bars({ index }: { readonly index: number }): ReactNode {
  return (
    <>
      <div role="gridcell" className="cell cell-title">
        <span className="bar" data-width={(index * 7) % 5} />
        <span className="visually-hidden">Loading</span>
      </div>
      {["family", "type", "year", "status"].map((column, at) => (
        <div key={column} role="gridcell" aria-label="Loading" className={`cell cell-${column}`}>
          <span className="bar" data-width={(index + at) % 3} />
        </div>
      ))}
    </>
  );
}

export const RecordRow = memo(function RecordRow({
  index,
  record,
  top,
  isSelected,
  isActive,
  isInRange,
  search,
  onTick,
  onActivate,
}: RecordRowProps): ReactNode {
  const isLocked = record === undefined || (record.withdrawnAt !== null && !isSelected);
  return (
    // The grid itself has the focus and the keys; a press on a row only moves the place in it.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className="record-row"
      data-active={isActive || undefined}
      data-range={isInRange || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onActivate(index)}
    >
      <div role="gridcell" className="cell cell-tick">
        <TickBox
          skipTab
          label={record === undefined ? "Loading" : `Select ${record.title}`}
          state={isSelected ? "all" : "none"}
          disabled={isLocked}
          onToggle={(event) => onTick(index, event)}
        />
      </div>
      {record === undefined ? <Bars index={index} /> : <Cells record={record} search={search} />}
    </div>
  );
});
