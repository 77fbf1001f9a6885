// What presses, fingers and keys do to the rows: tick, draw a range, open the details (UI-01, UI-07).
import { rangeBetween, type RowRange } from "@holdfast/client";
import type { RecordId } from "@holdfast/contract";
import type { MouseEvent, RefObject } from "react";
import type { RecordWindow } from "../../data/record-window.js";
import { gridAction, type GridAction } from "./grid-keys.js";
import type { HeldPlace } from "./use-grid-place.js";
import { useLongPress, type LongPress } from "./use-long-press.js";
import { usePageKeys } from "./use-page-keys.js";
import type { RowSelection } from "./use-row-selection.js";
import { useSteady } from "./use-steady.js";

interface TableGesturesOptions {
  readonly window: RecordWindow;
  readonly selection: RowSelection;
  readonly held: HeldPlace;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly inView: RowRange | undefined;
  readonly open: RecordId | undefined;
  readonly onOpen: (id: RecordId | undefined) => void;
  readonly scrollTo: (index: number) => void;
}

export interface TableGestures {
  readonly tick: (index: number, event: MouseEvent) => void;
  readonly activate: (index: number, event: MouseEvent) => void;
  readonly openRow: (index: number) => void;
  readonly longPress: LongPress;
}

const isEvery = ({ first, last }: RowRange, has: (index: number) => boolean): boolean =>
  Array.from({ length: last - first + 1 }, (_, n) => has(first + n)).every((one) => one);

function useTicks({ selection, held, inView }: TableGesturesOptions) {
  const { setPlace, lastTick } = held;
  const setRange = (from: number, to: number, wanted: boolean): void => {
    lastTick.current = to;
    selection.setRange(from, to, wanted);
  };
  const toggle = (index: number): void => {
    selection.toggle(index);
    lastTick.current = index;
  };
  return {
    toggle,
    toggleRange: (from: number, to: number): void => setRange(from, to, !isEvery(rangeBetween(from, to), selection.has)),
    /** From the last tick to here, or this row alone. */
    extend: (index: number): void => {
      const from = lastTick.current;
      if (from === undefined || from === index) toggle(index);
      else setRange(from, index, !selection.has(index));
      setPlace({ active: index, anchor: undefined });
    },
    /** All in view, and asked once more all that match. */
    all: (): void => {
      if (selection.gesture?.wanted === true && !selection.gesture.isDone) selection.setAllMatching();
      else if (inView !== undefined) selection.setPage(inView, true);
    },
  };
}

export function useTableGestures(options: TableGesturesOptions): TableGestures {
  const { window, selection, held, scroller, inView, open, onOpen, scrollTo } = options;
  const { place, setPlace, range, lastTick } = held;
  const ticks = useTicks(options);
  const longPress = useLongPress(ticks.extend);
  const focus = (): void => scroller.current?.focus({ preventScroll: true });

  const tick = useSteady((index: number, event: MouseEvent) => {
    event.stopPropagation();
    if (longPress.wasLong()) return event.preventDefault();
    if (event.shiftKey) ticks.extend(index);
    else ticks.toggle(index);
    setPlace({ active: index, anchor: undefined });
    focus();
  });
  const activate = useSteady((index: number, event: MouseEvent) => {
    if (longPress.wasLong()) return;
    if (event.shiftKey) ticks.extend(index);
    else if (event.ctrlKey || event.metaKey) ticks.toggle(index);
    setPlace({ active: index, anchor: undefined });
  });
  const openRow = useSteady((index: number) => {
    if (longPress.wasLong()) return;
    const id = window.rowAt(index)?.id;
    setPlace({ active: index, anchor: undefined });
    if (id !== undefined) onOpen(id);
  });

  const escape = (): void => {
    if (range === undefined && selection.gesture === undefined && open !== undefined) onOpen(undefined);
    setPlace({ ...place, anchor: undefined });
    selection.endGesture();
  };
  const move = (next: typeof place): void => {
    setPlace(next);
    // The details follow the row.
    const record = window.rowAt(next.active);
    if (open !== undefined && record !== undefined) onOpen(record.id);
    scrollTo(next.active);
  };
  const carryOut = (action: GridAction): void => {
    if (action.kind === "toggle") ticks.toggle(place.active);
    else if (action.kind === "open") openRow(place.active);
    else if (action.kind === "select_all") ticks.all();
    else if (action.kind === "escape") escape();
    else if (action.kind === "move") move(action.place);
    else {
      ticks.toggleRange(action.from, action.to);
      setPlace({ active: place.active, anchor: undefined });
    }
  };
  usePageKeys(scroller, (event) => {
    const pressed = { key: event.key, shift: event.shiftKey, control: event.ctrlKey || event.metaKey };
    const page = inView === undefined ? 1 : Math.max(1, inView.last - inView.first);
    const action = gridAction(pressed, place, window.total ?? 0, page, lastTick.current);
    if (action === undefined) return;
    event.preventDefault();
    focus();
    carryOut(action);
  });
  return { tick, activate, openRow, longPress };
}
