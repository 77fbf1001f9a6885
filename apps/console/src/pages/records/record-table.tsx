// The table over the whole catalogue: only the rows in view exist, and their pages are read as they come (UI-01, UI-07).
import { headerState, type RowRange } from "@holdfast/client";
import type { RecordId, RecordSort } from "@holdfast/contract";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type ReactNode } from "react";
import { useMemberships } from "../../data/memberships.js";
import { pageRows, type RecordWindow } from "../../data/record-window.js";
import { useMedia } from "../../data/use-media.js";
import { RecordRow, rowId } from "./record-row.js";
import { TableHead } from "./table-head.js";
import type { TableColumns } from "./use-columns.js";
import { useGridPlace } from "./use-grid-place.js";
import type { RowSelection } from "./use-row-selection.js";
import { useTableGestures } from "./use-table-gestures.js";

interface RecordTableProps {
  readonly window: RecordWindow;
  readonly isStale: boolean;
  readonly selection: RowSelection;
  readonly columns: TableColumns;
  readonly search: string;
  /** The record whose panel is open. */
  readonly open: RecordId | undefined;
  readonly onOpen: (id: RecordId | undefined) => void;
  readonly onSort: (sort: RecordSort) => void;
  readonly onRange: (rows: number) => void;
}

const headHeight = 40;

/** The rows that can be seen, without those kept ready above and below. */
function rowsInView(scroller: HTMLElement | null, rowHeight: number, total: number): RowRange | undefined {
  if (scroller === null || total === 0) return undefined;
  const first = Math.max(0, Math.ceil((scroller.scrollTop - 4) / rowHeight));
  const last = Math.min(total - 1, Math.floor((scroller.scrollTop + scroller.clientHeight - headHeight) / rowHeight) - 1);
  return last < first ? { first, last: first } : { first, last };
}

/** Reads the pages of the rows in view, once scrolling has come to rest for a moment. */
function useRowsLoaded(window: RecordWindow, first: number, last: number): void {
  useEffect(() => {
    const timer = setTimeout(() => void window.ensure({ first: first - 20, last: last + 20 }), 70);
    return () => clearTimeout(timer);
  }, [window, first, last]);
}

/** The groups that hold the records in view, as one text each; whole pages are asked for, so that scrolling asks seldom. */
function useGroupNames(
  window: RecordWindow,
  first: number,
  last: number,
  isShown: boolean,
): (id: RecordId) => string | undefined {
  const from = Math.floor(first / pageRows) * pageRows;
  const ids = Array.from({ length: isShown ? (Math.floor(last / pageRows) + 1) * pageRows - from : 0 }, (_, n) => from + n)
    .map((index) => window.rowAt(index)?.id)
    .filter((id) => id !== undefined);
  const namesOf = useMemberships(ids, isShown);
  return (id) => namesOf(id)?.join(", ");
}

export function RecordTable(props: RecordTableProps): ReactNode {
  const { window, isStale, selection, columns, search, open } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isCompact = useMedia("(max-width: 759px)");
  const rowHeight = isCompact ? 66 : 40;
  const total = window.total ?? 0;
  const held = useGridPlace(window, scroller, props.onRange);
  const { place, range } = held;
  // oxlint-disable-next-line react/incompatible-library -- its functions are not memoised here, and no compiler does it for us
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    initialOffset: held.top,
    overscan: 10,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    getItemKey: (index) => index,
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useRowsLoaded(window, first, last);
  const groupNames = useGroupNames(window, first, last, !isCompact && columns.visible.some(({ name }) => name === "groups"));

  const inView = rowsInView(scroller.current, rowHeight, total);
  const viewed =
    inView === undefined ? [] : Array.from({ length: inView.last - inView.first + 1 }, (_, n) => selection.has(inView.first + n));
  const header = headerState(viewed);
  const tickPage = (): void => inView && selection.setPage(inView, header !== "all");
  const { tick, activate, openRow, longPress } = useTableGestures({
    ...props,
    held,
    scroller,
    inView,
    scrollTo: (index) => virtual.scrollToIndex(index),
  });

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Records"
      aria-multiselectable="true"
      aria-rowcount={total + 1}
      aria-colcount={columns.visible.length + 1}
      aria-busy={isStale || selection.isReading}
      aria-activedescendant={items.some(({ index }) => index === place.active) ? rowId(place.active) : undefined}
      tabIndex={0}
      className="record-table"
      data-stale={isStale || undefined}
      style={columns.style}
      onPointerDown={longPress.onPointerDown}
      onPointerMove={longPress.onPointerMove}
      onPointerUp={longPress.onPointerUp}
      onPointerCancel={longPress.onPointerCancel}
    >
      <TableHead
        sort={window.query.sort}
        order={window.query.order}
        state={header}
        rowsInView={viewed.length}
        columns={columns}
        onTick={tickPage}
        onSort={props.onSort}
      />
      <div role="rowgroup" className="table-body" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start: top }) => {
          const record = window.rowAt(index);
          return (
            <RecordRow
              key={index}
              index={index}
              record={record}
              columns={columns.visible}
              groups={record === undefined ? undefined : groupNames(record.id)}
              top={top - headHeight}
              isSelected={selection.has(index)}
              isActive={index === place.active}
              isInRange={range !== undefined && index >= range.first && index <= range.last}
              isOpen={record !== undefined && record.id === open}
              search={search}
              onTick={tick}
              onActivate={activate}
              onOpen={openRow}
            />
          );
        })}
      </div>
    </div>
  );
}
