// The session that the components below a provider share.
import type { LiveSession } from "@holdfast/client";
import { createContext, use } from "react";

export const HoldfastContext = createContext<LiveSession | undefined>(undefined);

/** The live session itself, for what no hook covers. Throws outside a HoldfastProvider. */
export function useHoldfast(): LiveSession {
  const session = use(HoldfastContext);
  if (session === undefined)
    throw new Error("A Holdfast hook was used outside a provider. Render the component below <HoldfastProvider>.");
  return session;
}
