// The table over the whole catalogue: only the rows in view exist, and their pages are read as they come (UI-01, UI-07).
import { headerState, rangeBetween, type RowRange } from "@holdfast/client";
import type { RecordSort } from "@holdfast/contract";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from "react";
import type { RecordWindow } from "../../data/record-window.js";
import { useMedia } from "../../data/use-media.js";
import { gridAction, type GridPlace } from "./grid-keys.js";
import { RecordRow, rowId } from "./record-row.js";
import { TableHead } from "./table-head.js";
import type { RowSelection } from "./use-row-selection.js";

interface RecordTableProps {
  readonly window: RecordWindow;
  readonly isStale: boolean;
  readonly selection: RowSelection;
  readonly search: string;
  readonly onSort: (sort: RecordSort) => void;
  readonly onRange: (rows: number) => void;
}

const headHeight = 40;
const start: GridPlace = { active: 0, anchor: undefined };

/** A function that stays the same and always does what its newest version does: rows need not be drawn again. */
function useSteady<Arguments extends readonly unknown[]>(latest: (...given: Arguments) => void): (...given: Arguments) => void {
  const ref = useRef(latest);
  useLayoutEffect(() => {
    ref.current = latest;
  });
  return useCallback((...given: Arguments) => ref.current(...given), []);
}

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

function useGridPlace(
  window: RecordWindow,
  scroller: RefObject<HTMLDivElement | null>,
): readonly [GridPlace, (place: GridPlace) => void] {
  const [held, setHeld] = useState({ window, place: start });
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [window, scroller]);
  return [held.window === window ? held.place : start, (place) => setHeld({ window, place })];
}

export function RecordTable({ window, isStale, selection, search, onSort, onRange }: RecordTableProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const isCompact = useMedia("(max-width: 759px)");
  const rowHeight = isCompact ? 66 : 40;
  const total = window.total ?? 0;
  const [place, setPlace] = useGridPlace(window, scroller);
  const lastTick = useRef<number>(undefined);
  // Its functions are not memoised here, and no compiler does it for us.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    getItemKey: (index) => index,
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  const items = virtual.getVirtualItems();
  useRowsLoaded(window, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);

  const range = place.anchor === undefined ? undefined : rangeBetween(place.anchor, place.active);
  const rangeRows = range === undefined ? 0 : range.last - range.first + 1;
  useEffect(() => onRange(rangeRows), [rangeRows, onRange]);

  const inView = rowsInView(scroller.current, rowHeight, total);
  const viewed =
    inView === undefined ? [] : Array.from({ length: inView.last - inView.first + 1 }, (_, n) => selection.has(inView.first + n));
  const header = headerState(viewed);
  const tickPage = (): void => inView && selection.setPage(inView, header !== "all");

  const setRange = (from: number, to: number, wanted: boolean): void => {
    lastTick.current = to;
    selection.setRange(from, to, wanted);
  };
  const tick = useSteady((index: number, event: MouseEvent) => {
    event.stopPropagation();
    const from = lastTick.current;
    if (event.shiftKey && from !== undefined) setRange(from, index, !selection.has(index));
    else {
      selection.toggle(index);
      lastTick.current = index;
    }
    setPlace({ active: index, anchor: undefined });
    scroller.current?.focus({ preventScroll: true });
  });
  const activate = useSteady((index: number) => setPlace({ active: index, anchor: undefined }));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current || event.altKey) return;
    const pressed = { key: event.key, shift: event.shiftKey, control: event.ctrlKey || event.metaKey };
    const action = gridAction(pressed, place, total, Math.max(1, viewed.length - 1), lastTick.current);
    if (action === undefined) return;
    event.preventDefault();
    if (action.kind === "toggle") {
      selection.toggle(place.active);
      lastTick.current = place.active;
    } else if (action.kind === "toggle_range") {
      const rows = rangeBetween(action.from, action.to);
      const isAll = Array.from({ length: rows.last - rows.first + 1 }, (_, n) => selection.has(rows.first + n)).every(
        (one) => one,
      );
      setRange(action.from, action.to, !isAll);
      setPlace({ active: place.active, anchor: undefined });
    } else if (action.kind === "select_page") tickPage();
    else if (action.kind === "escape") {
      setPlace({ ...place, anchor: undefined });
      selection.endGesture();
    } else {
      setPlace(action.place);
      virtual.scrollToIndex(action.place.active);
    }
  };

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Records"
      aria-multiselectable="true"
      aria-rowcount={total + 1}
      aria-colcount={6}
      aria-busy={isStale}
      aria-activedescendant={items.some(({ index }) => index === place.active) ? rowId(place.active) : undefined}
      tabIndex={0}
      className="record-table"
      data-stale={isStale || undefined}
      onKeyDown={onKeyDown}
    >
      <TableHead
        sort={window.query.sort}
        order={window.query.order}
        state={header}
        rowsInView={viewed.length}
        onTick={tickPage}
        onSort={onSort}
      />
      <div role="rowgroup" className="table-body" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start: top }) => (
          <RecordRow
            key={index}
            index={index}
            record={window.rowAt(index)}
            top={top - headHeight}
            isSelected={selection.has(index)}
            isActive={index === place.active}
            isInRange={range !== undefined && index >= range.first && index <= range.last}
            search={search}
            onTick={tick}
            onActivate={activate}
          />
        ))}
      </div>
    </div>
  );
}
