// The living part of the session, for every component below the shell.
import { createContext, use, useSyncExternalStore } from "react";
import type { QueueStatus, StreamState } from "@holdfast/client";
import type { LiveSession } from "./live-session.js";

export const LiveContext = createContext<LiveSession | undefined>(undefined);

export function useLive(): LiveSession {
  const live = use(LiveContext);
  if (live === undefined) throw new Error("useLive is for components below the shell.");
  return live;
}

export function useStreamState(): StreamState {
  const live = useLive();
  return useSyncExternalStore(live.subscribe, live.streamState);
}

/** How many operations wait, and why the oldest does; stable between changes. */
export function useQueueStatus(): QueueStatus {
  const { selections } = useLive();
  useSyncExternalStore(
    (listener) => selections.subscribe(listener),
    () => {
      const { waiting, problem } = selections.queueStatus();
      return `${waiting} ${problem?.code ?? ""}`;
    },
  );
  return selections.queueStatus();
}
