// Where the grid is: its active row, the range that Shift draws, the row ticked last. Another query begins at its beginning.
import { rangeBetween, type RowRange } from "@holdfast/client";
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { RecordWindow } from "../../data/record-window.js";
import type { GridPlace } from "./grid-keys.js";

const start: GridPlace = { active: 0, anchor: undefined };

export interface HeldPlace {
  readonly place: GridPlace;
  readonly setPlace: (place: GridPlace) => void;
  readonly range: RowRange | undefined;
  readonly lastTick: RefObject<number | undefined>;
}

/** `onRange` hears how many rows the range holds. */
export function useGridPlace(
  window: RecordWindow,
  scroller: RefObject<HTMLDivElement | null>,
  onRange: (rows: number) => void,
): HeldPlace {
  const [held, setHeld] = useState({ window, place: start });
  const lastTick = useRef<number>(undefined);
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    lastTick.current = undefined;
  }, [window, scroller]);
  const place = held.window === window ? held.place : start;
  const range = place.anchor === undefined ? undefined : rangeBetween(place.anchor, place.active);
  const rows = range === undefined ? 0 : range.last - range.first + 1;
  useEffect(() => onRange(rows), [rows, onRange]);
  return { place, setPlace: (next) => setHeld({ window, place: next }), range, lastTick };
}
