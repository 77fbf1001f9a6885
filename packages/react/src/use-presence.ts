// Who else looks at the group that a component shows (RT-02).
import type { GroupId, Viewer } from "@holdfast/contract";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { useHoldfast } from "./use-holdfast.js";

const nobody: readonly Viewer[] = [];

/** Says that this page looks at the group for as long as the component is mounted. `device` is what the others are shown, such as `Firefox on Linux`. */
export function usePresence(groupId: GroupId | undefined, device?: string): readonly Viewer[] {
  const { presence } = useHoldfast();
  useEffect(() => (groupId === undefined ? undefined : presence.look(groupId, device)), [presence, groupId, device]);
  const subscribe = useCallback((listener: () => void) => presence.subscribe(listener), [presence]);
  const get = (): readonly Viewer[] => (groupId === undefined ? nobody : presence.others(groupId));
  return useSyncExternalStore(subscribe, get, get);
}
