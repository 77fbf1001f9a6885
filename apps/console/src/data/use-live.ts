// The living part of the session, for every component below the shell.
import { createContext, use, useSyncExternalStore } from "react";
import type { LoggedChange } from "./change-log.js";
import type { ConsoleSession } from "./console-session.js";

export const LiveContext = createContext<ConsoleSession | undefined>(undefined);

export function useLive(): ConsoleSession {
  const live = use(LiveContext);
  if (live === undefined) throw new Error("useLive is for components below the shell.");
  return live;
}

/** The changes that were made here, newest first. */
export function useChanges(): readonly LoggedChange[] {
  const { log } = useLive();
  return useSyncExternalStore(log.subscribe, log.changes);
}
