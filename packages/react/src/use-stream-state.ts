// Whether changes of elsewhere come in.
import type { StreamState } from "@holdfast/client";
import { useCallback, useSyncExternalStore } from "react";
import { useHoldfast } from "./use-holdfast.js";

/** `live` when they do; `refused` when the session has ended. */
export function useStreamState(): StreamState {
  const session = useHoldfast();
  const subscribe = useCallback((listener: () => void) => session.subscribe(listener), [session]);
  const get = useCallback(() => session.streamState(), [session]);
  return useSyncExternalStore(subscribe, get, get);
}
