// The edge of a column: drawn by the pointer, moved by arrows, given back to the window by a double press or Delete.
import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { widest, type Column } from "./columns.js";

interface ColumnGripProps {
  readonly column: Column;
  readonly width: number | undefined;
  readonly onResize: (column: Column, width: number | undefined) => void;
}

const step = 16;
const bigStep = 64;

const cellWidth = (grip: Element): number => grip.closest("[role=columnheader]")?.getBoundingClientRect().width ?? 0;

export function ColumnGrip({ column, width, onResize }: ColumnGripProps): ReactNode {
  const drag = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, width: cellWidth(event.currentTarget) };
  };
  const onPointerMove = ({ clientX }: PointerEvent): void => {
    if (drag.current !== undefined) onResize(column, drag.current.width + clientX - drag.current.x);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const by = event.shiftKey ? bigStep : step;
    const next = {
      ArrowLeft: cellWidth(event.currentTarget) - by,
      ArrowRight: cellWidth(event.currentTarget) + by,
      Home: column.least,
    }[event.key];
    if (next === undefined && event.key !== "Delete") return;
    event.preventDefault();
    onResize(column, next);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that has the focus is a control: its value is the width
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${column.title}`}
      aria-valuemin={column.least}
      aria-valuemax={widest}
      aria-valuenow={width ?? column.least}
      aria-valuetext={width === undefined ? "As the window allows" : `${width} pixels`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above: arrows change the width
      tabIndex={0}
      className="column-grip"
      title="Drag to change the width; press twice to reset it"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (drag.current = undefined)}
      onPointerCancel={() => (drag.current = undefined)}
      onDoubleClick={() => onResize(column, undefined)}
      onKeyDown={onKeyDown}
    />
  );
}
