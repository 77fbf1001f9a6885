// Undo and redo, each with what it would do in its name and title (SE-09).
import type { ReactNode } from "react";
import type { UndoKind } from "@holdfast/client";
import { useUndoing, type Undoing } from "../data/undo.js";
import { IconButton } from "./button.js";

const words: Readonly<Record<UndoKind, { readonly name: string; readonly keys: string; readonly empty: string }>> = {
  undo: { name: "Undo", keys: "Ctrl+Z", empty: "Nothing to undo" },
  redo: { name: "Redo", keys: "Ctrl+Shift+Z", empty: "Nothing to redo" },
};

function One({ kind, undoing }: { readonly kind: UndoKind; readonly undoing: Undoing }): ReactNode {
  const next = undoing[kind];
  const { name, keys, empty } = words[kind];
  const label = next === undefined ? empty : `${name}: ${next.description}`;
  return (
    <IconButton
      icon={kind}
      label={label}
      title={next === undefined ? label : `${label} (${keys})`}
      className={`${kind}-button`}
      aria-disabled={next === undefined}
      aria-busy={undoing.busy === kind || undefined}
      onClick={() => next !== undefined && undoing.perform(kind)}
    />
  );
}

/** `tell`: the next undo is also written beside the buttons, where there is room. */
export function UndoButtons({ tell = false }: { readonly tell?: boolean }): ReactNode {
  const undoing = useUndoing();
  return (
    <span className="undo" role="group" aria-label="Undo and redo">
      {tell && undoing.undo !== undefined && (
        <span className="undo-next" aria-hidden="true">
          {undoing.undo.description}
        </span>
      )}
      <One kind="undo" undoing={undoing} />
      <One kind="redo" undoing={undoing} />
    </span>
  );
}
