// Where the grid is: its active row, the range that Shift draws, the row ticked last. Coming back to a view leads to where it was left.
import { rangeBetween, type RowRange } from "@holdfast/client";
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { RecordWindow } from "../../data/record-window.js";
import type { GridPlace } from "./grid-keys.js";

interface KeptPlace {
  readonly place: GridPlace;
  readonly top: number;
}

/** As long as the rows of a view are kept. */
const kept = new WeakMap<RecordWindow, KeptPlace>();
const start: GridPlace = { active: 0, anchor: undefined };
const placeIn = (window: RecordWindow): GridPlace => kept.get(window)?.place ?? start;

export interface HeldPlace {
  readonly place: GridPlace;
  readonly setPlace: (place: GridPlace) => void;
  readonly range: RowRange | undefined;
  readonly lastTick: RefObject<number | undefined>;
  /** How far the view was scrolled when it was left. */
  readonly top: number;
}

/** `onRange` hears how many rows the range holds. */
export function useGridPlace(
  window: RecordWindow,
  scroller: RefObject<HTMLDivElement | null>,
  onRange: (rows: number) => void,
): HeldPlace {
  const [held, setHeld] = useState({ window, place: placeIn(window) });
  const lastTick = useRef<number>(undefined);
  const place = held.window === window ? held.place : placeIn(window);
  const latest = useRef(place);
  useLayoutEffect(() => {
    latest.current = place;
  });
  useLayoutEffect(() => {
    const table = scroller.current;
    table?.scrollTo({ top: kept.get(window)?.top ?? 0 });
    lastTick.current = undefined;
    return () => {
      kept.set(window, { place: { ...latest.current, anchor: undefined }, top: table?.scrollTop ?? 0 });
    };
  }, [window, scroller]);
  const range = place.anchor === undefined ? undefined : rangeBetween(place.anchor, place.active);
  const rows = range === undefined ? 0 : range.last - range.first + 1;
  useEffect(() => onRange(rows), [rows, onRange]);
  return { place, setPlace: (next) => setHeld({ window, place: next }), range, lastTick, top: kept.get(window)?.top ?? 0 };
}
