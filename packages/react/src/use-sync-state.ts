// How safe everything that the user did is by now, in one word (UI-02).
import type { HoldfastProblem, OperationState } from "@holdfast/client";
import { useFromSelections } from "./use-from-selections.js";
import { useStreamState } from "./use-stream-state.js";

export interface ShownSyncState {
  /** `saving`: on its way. `safe`: durable. `synced`: in the database. `offline`: kept here until the server can be reached. `refused`: taken back. */
  readonly state: OperationState | "offline";
  /** How many operations the server has not yet answered. */
  readonly waiting: number;
  /** Why they wait. */
  readonly problem: HoldfastProblem | undefined;
}

export function useSyncState(): ShownSyncState {
  const stream = useStreamState();
  const known = useFromSelections((selections) => selections.syncState());
  const waiting = useFromSelections((selections) => selections.queueStatus().waiting);
  const problem = useFromSelections((selections) => selections.queueStatus().problem);
  const isOffline = stream === "waiting" || problem?.isTransient === true;
  return { state: isOffline ? "offline" : known, waiting, problem };
}
