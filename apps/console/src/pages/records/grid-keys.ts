// Where a key leads in the grid of records; pure, so that every key can be tested.

export interface GridPlace {
  readonly active: number;
  /** Where a focus range began; undefined when there is none. */
  readonly anchor: number | undefined;
}

export interface GridKey {
  readonly key: string;
  readonly shift: boolean;
  readonly control: boolean;
}

export type GridAction =
  | { readonly kind: "move"; readonly place: GridPlace }
  | { readonly kind: "toggle" }
  /** Make the focus range, or the rows from the last tick to here, selected or not. */
  | { readonly kind: "toggle_range"; readonly from: number; readonly to: number }
  /** The rows in view first, then all that match. */
  | { readonly kind: "select_all" }
  | { readonly kind: "open" }
  | { readonly kind: "escape" };

function target({ key, control }: GridKey, active: number, total: number, page: number): number | undefined {
  const last = total - 1;
  switch (key) {
    case "j":
    case "ArrowDown":
      return control ? last : Math.min(last, active + 1);
    case "k":
    case "ArrowUp":
      return control ? 0 : Math.max(0, active - 1);
    case "PageDown":
      return Math.min(last, active + page);
    case "PageUp":
      return Math.max(0, active - page);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}

/** Undefined: the key is not the grid's. `lastTick` is the row ticked last, where Shift and Space begin. */
export function gridAction(
  pressed: GridKey,
  place: GridPlace,
  total: number,
  page: number,
  lastTick: number | undefined,
): GridAction | undefined {
  if (total === 0) return undefined;
  const { active, anchor } = place;
  if (pressed.key === "Enter") return { kind: "open" };
  if (pressed.control && (pressed.key === "j" || pressed.key === "k")) return undefined;
  if (pressed.key === "x" && !pressed.control) return { kind: "toggle" };
  if (pressed.key === " ") {
    if (anchor !== undefined) return { kind: "toggle_range", from: anchor, to: active };
    return pressed.shift && lastTick !== undefined ? { kind: "toggle_range", from: lastTick, to: active } : { kind: "toggle" };
  }
  if (pressed.key === "Escape") return { kind: "escape" };
  if (pressed.key.toLowerCase() === "a" && pressed.control) return { kind: "select_all" };
  const next = target(pressed, active, total, page);
  if (next === undefined) return undefined;
  return { kind: "move", place: { active: next, anchor: pressed.shift ? (anchor ?? active) : undefined } };
}
