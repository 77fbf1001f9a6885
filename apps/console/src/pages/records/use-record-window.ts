// The rows that the table shows: of the query in the address, or of the one before until the first page has come.
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { RecordWindow, WindowQuery } from "../../data/record-window.js";
import { useLive } from "../../data/use-live.js";

export interface ShownRows {
  readonly window: RecordWindow;
  /** The rows are those of the query before: the new ones are on their way. */
  readonly isStale: boolean;
}

/** `edition` makes the rows be read anew although the query is the same. */
export function useRecordWindow(query: WindowQuery, edition: number): ShownRows {
  const live = useLive();
  const wanted = live.window(query, edition);
  const before = useRef(wanted);
  useSyncExternalStore(wanted.subscribe, wanted.revision);
  const isReady = wanted.total !== undefined || wanted.status.state === "failed";
  const window = isReady ? wanted : before.current;
  useSyncExternalStore(window.subscribe, window.revision);
  useEffect(() => void wanted.ensure({ first: 0, last: 0 }), [wanted]);
  useEffect(() => {
    if (isReady) before.current = wanted;
  }, [isReady, wanted]);
  return { window, isStale: window !== wanted };
}
