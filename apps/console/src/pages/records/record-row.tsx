// One row of the table; grey bars until its record is loaded.
import type { CatalogueRecord } from "@holdfast/contract";
import { memo, type MouseEvent, type ReactNode } from "react";
import { TickBox } from "../../parts/tick-box.js";
import type { Column, ColumnName } from "./columns.js";
import { Highlighted } from "./highlighted.js";

interface RecordRowProps {
  readonly index: number;
  readonly record: CatalogueRecord | undefined;
  readonly columns: readonly Column[];
  /** The names of the groups that hold it, when they are shown and known. */
  readonly groups: string | undefined;
  readonly top: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly isInRange: boolean;
  readonly isOpen: boolean;
  readonly search: string;
  readonly onTick: (index: number, event: MouseEvent) => void;
  readonly onActivate: (index: number, event: MouseEvent) => void;
  readonly onOpen: (index: number) => void;
}

export const rowId = (index: number): string => `record-row-${index}`;

type CellProps = Pick<RecordRowProps, "index" | "groups" | "search" | "onOpen"> & { readonly record: CatalogueRecord };

function TitleCell({ index, record, search, onOpen }: CellProps): ReactNode {
  return (
    <div role="gridcell" className="cell cell-title">
      <button
        type="button"
        tabIndex={-1}
        className="record-title record-open"
        title={record.title}
        onClick={(event) => {
          // With Shift or Ctrl the press is meant for the row.
          if (event.shiftKey || event.ctrlKey || event.metaKey) return;
          event.stopPropagation();
          onOpen(index);
        }}
      >
        <Highlighted text={record.title} search={search} />
      </button>
      {record.reference !== null && (
        <span className="record-reference">
          <Highlighted text={record.reference} search={search} />
        </span>
      )}
      {record.withdrawnAt !== null && (
        <span className="tag" data-tone="warn">
          Withdrawn
        </span>
      )}
    </div>
  );
}

const none = (
  <span className="none" aria-label="none" role="img">
    –
  </span>
);

function textOf(name: ColumnName, { record, groups }: CellProps): string | undefined {
  if (name === "groups") return groups === "" ? undefined : groups;
  return name === "title" ? record.title : (record[name]?.toString() ?? undefined);
}

function Cell({ name, ...props }: CellProps & { readonly name: ColumnName }): ReactNode {
  if (name === "title") return <TitleCell {...props} />;
  const text = textOf(name, props);
  return (
    <div role="gridcell" className={`cell cell-${name}`} title={text}>
      {text ?? none}
    </div>
  );
}

function Bars({ index, columns }: Pick<RecordRowProps, "index" | "columns">): ReactNode {
  return columns.map(({ name }, at) => (
    <div key={name} role="gridcell" aria-label="Loading" className={`cell cell-${name}`}>
      <span className="bar" data-width={name === "title" ? (index * 7) % 5 : (index + at) % 3} />
    </div>
  ));
}

export const RecordRow = memo(function RecordRow(props: RecordRowProps): ReactNode {
  const { index, record, columns, groups, top, isSelected, isActive, isInRange, isOpen, search } = props;
  const isLocked = record === undefined || (record.withdrawnAt !== null && !isSelected);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid has the focus and the keys; a press on a row only moves the place in it
    <div
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className="record-row"
      data-active={isActive || undefined}
      data-range={isInRange || undefined}
      data-open={isOpen || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => props.onActivate(index, event)}
    >
      <div role="gridcell" className="cell cell-tick">
        <TickBox
          skipTab
          label={record === undefined ? "Loading" : `Select ${record.title}`}
          state={isSelected ? "all" : "none"}
          disabled={isLocked}
          onToggle={(event) => props.onTick(index, event)}
        />
      </div>
      {record === undefined ? (
        <Bars index={index} columns={columns} />
      ) : (
        columns.map(({ name }) => (
          <Cell key={name} name={name} index={index} record={record} groups={groups} search={search} onOpen={props.onOpen} />
        ))
      )}
    </div>
  );
});
