// A finger that rests on a row: what Shift and a press are to a mouse.
import { useRef, type PointerEvent } from "react";

const restMs = 480;
const slack = 10;

export interface LongPress {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
  /** True once after a long press: the click that follows it is not one. */
  readonly wasLong: () => boolean;
}

const rowAt = (target: EventTarget): number | undefined => {
  const row = target instanceof Element ? target.closest("[role=row][aria-selected]") : null;
  return row === null ? undefined : Number(row.getAttribute("aria-rowindex")) - 2;
};

export function useLongPress(onLong: (index: number) => void): LongPress {
  const held = useRef<{ readonly x: number; readonly y: number; readonly timer: ReturnType<typeof setTimeout> }>(undefined);
  const isDone = useRef(false);
  const leave = (): void => {
    clearTimeout(held.current?.timer);
    held.current = undefined;
  };
  return {
    onPointerDown: ({ pointerType, target, clientX: x, clientY: y }) => {
      leave();
      isDone.current = false;
      const index = rowAt(target);
      if (pointerType !== "touch" || index === undefined) return;
      const timer = setTimeout(() => {
        isDone.current = true;
        onLong(index);
      }, restMs);
      held.current = { x, y, timer };
    },
    onPointerMove: ({ clientX, clientY }) => {
      const from = held.current;
      if (from !== undefined && Math.hypot(clientX - from.x, clientY - from.y) > slack) leave();
    },
    onPointerUp: leave,
    onPointerCancel: leave,
    wasLong: () => {
      const was = isDone.current;
      isDone.current = false;
      return was;
    },
  };
}
