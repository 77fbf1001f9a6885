// Reads something out of the selections; the component renders anew only when that something has changed.
import { useCallback, useSyncExternalStore } from "react";
import type { Selections } from "@holdfast/client";
import { useHoldfast } from "./use-holdfast.js";

/** `read` must answer the same value until it changes: a word, a number, or an object that the selections keep. */
export function useFromSelections<Value>(read: (selections: Selections) => Value): Value {
  const { selections } = useHoldfast();
  const subscribe = useCallback((listener: () => void) => selections.subscribe(listener), [selections]);
  const get = (): Value => read(selections);
  return useSyncExternalStore(subscribe, get, get);
}
