// The living part of the session, for every component below the shell.
import { createContext, use } from "react";
import type { ConsoleSession } from "./console-session.js";

export const LiveContext = createContext<ConsoleSession | undefined>(undefined);

export function useLive(): ConsoleSession {
  const live = use(LiveContext);
  if (live === undefined) throw new Error("useLive is for components below the shell.");
  return live;
}
