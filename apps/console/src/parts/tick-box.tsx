// A tick with three states, drawn over the browser's own checkbox so that every tool still knows it as one.
import { useEffect, useRef, type MouseEvent, type ReactNode } from "react";
import type { HeaderState } from "@holdfast/client";

interface TickBoxProps {
  readonly label: string;
  readonly state: HeaderState;
  readonly onToggle: (event: MouseEvent) => void;
  /** Outside the tab order: where a grid moves the focus by arrows. */
  readonly skipTab?: boolean;
  readonly disabled?: boolean;
}

export function TickBox({ label, state, onToggle, skipTab = false, disabled = false }: TickBoxProps): ReactNode {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current !== null) ref.current.indeterminate = state === "some";
  });
  return (
    <input
      ref={ref}
      type="checkbox"
      className="tick"
      aria-label={label}
      title={skipTab ? undefined : label}
      checked={state === "all"}
      readOnly
      disabled={disabled}
      tabIndex={skipTab ? -1 : 0}
      onClick={onToggle}
    />
  );
}
