// The state of everything that was changed here, and the way to the stories; the same on every page.
import type { ReactNode } from "react";
import { stateOfAll } from "../../data/change-log.js";
import { useChanges } from "../../data/use-live.js";
import { SyncIndicator } from "../../parts/sync-indicator.js";
import { openChanges } from "./open-changes.js";

export function SyncButton(): ReactNode {
  const changes = useChanges();
  const saving = changes.filter(({ state }) => state === "saving").length;
  return <SyncIndicator state={stateOfAll(changes)} waiting={saving} onOpen={() => openChanges()} />;
}
