// What can be undone and done again, as the server keeps it: across reloads and devices (SE-09).
import type { UndoKind, UndoOutcome } from "@holdfast/client";
import type { UndoableOperation } from "@holdfast/contract";
import { useCallback, useState } from "react";
import { useHoldfast } from "./use-holdfast.js";
import { useResource } from "./use-resource.js";

export interface Undoing {
  /** What `undo` and `redo` would be about, for a button's label; undefined when there is nothing. */
  readonly nextUndo: UndoableOperation | undefined;
  readonly nextRedo: UndoableOperation | undefined;
  /** Which of the two is being carried out. */
  readonly busy: UndoKind | undefined;
  /** Waits for earlier changes to arrive, then undoes the newest gesture. Throws HoldfastProblem when the server cannot be asked. */
  readonly undo: () => Promise<UndoOutcome>;
  readonly redo: () => Promise<UndoOutcome>;
}

export function useUndo(): Undoing {
  const session = useHoldfast();
  const { value } = useResource(session.undoable);
  const [busy, setBusy] = useState<UndoKind>();
  const run = useCallback(
    async (kind: UndoKind): Promise<UndoOutcome> => {
      setBusy(kind);
      try {
        return await session.undo(kind);
      } finally {
        setBusy(undefined);
      }
    },
    [session],
  );
  return { nextUndo: value?.undo[0], nextRedo: value?.redo[0], busy, undo: () => run("undo"), redo: () => run("redo") };
}
