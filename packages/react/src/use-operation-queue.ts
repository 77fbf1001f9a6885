// The operations that the server has not yet answered, and why they wait (UI-02).
import type { HoldfastProblem, QueuedOperation } from "@holdfast/client";
import { useCallback } from "react";
import { useFromSelections } from "./use-from-selections.js";
import { useHoldfast } from "./use-holdfast.js";

export interface ShownQueue {
  /** In the order in which they were asked for. They survive a reload in browsers. */
  readonly waiting: readonly QueuedOperation[];
  /** Why the oldest could not be sent at its last attempt; undefined while all goes well. */
  readonly problem: HoldfastProblem | undefined;
  /** Tries again now. */
  readonly wake: () => void;
}

export function useOperationQueue(): ShownQueue {
  const session = useHoldfast();
  // Both change together with this text, and nothing else of them is new otherwise.
  useFromSelections((selections) =>
    selections
      .waiting()
      .map(({ operationId }) => operationId)
      .join(),
  );
  const problem = useFromSelections((selections) => selections.queueStatus().problem);
  return { waiting: session.selections.waiting(), problem, wake: useCallback(() => session.wake(), [session]) };
}
