// The user's groups, live, and the changes of them.
import type { HoldfastProblem, OperationOutcome } from "@holdfast/client";
import type { ChangeInput, Group } from "@holdfast/contract";
import { useCallback } from "react";
import { useHoldfast } from "./use-holdfast.js";
import { useResource } from "./use-resource.js";

export interface ShownGroups {
  /** In the user's order; undefined until they were read. */
  readonly groups: readonly Group[] | undefined;
  readonly problem: HoldfastProblem | undefined;
  readonly isReading: boolean;
  /** Creates, renames, describes, reorders, deletes, combines…; resolves with what became of it and never rejects. */
  readonly perform: (change: ChangeInput) => Promise<OperationOutcome>;
  readonly refresh: () => Promise<void>;
}

export function useGroups(): ShownGroups {
  const { groups, selections } = useHoldfast();
  const { value, problem, isReading } = useResource(groups);
  const perform = useCallback(
    async (change: ChangeInput) => {
      const outcome = await selections.perform(change);
      // In case the stream is not there to tell.
      await groups.refresh();
      return outcome;
    },
    [groups, selections],
  );
  const refresh = useCallback(() => groups.refresh(), [groups]);
  return { groups: value, problem, isReading, perform, refresh };
}
