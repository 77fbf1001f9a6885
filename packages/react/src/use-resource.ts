// Shows a resource and has it read when it is first needed.
import type { Reading, Resource } from "@holdfast/client";
import { useCallback, useEffect, useSyncExternalStore } from "react";

/** What is known of the resource now, and anew after every change. */
export function useResource<Value>(resource: Resource<Value>): Reading<Value> {
  const subscribe = useCallback((listener: () => void) => resource.subscribe(listener), [resource]);
  const get = useCallback(() => resource.get(), [resource]);
  useEffect(() => void resource.ensure(), [resource]);
  return useSyncExternalStore(subscribe, get, get);
}
