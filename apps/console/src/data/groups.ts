// The user's groups, and the words for changing them.
import type { ChangeInput, Group, GroupId } from "@holdfast/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { OperationOutcome, SelectionState } from "@holdfast/client";
import { api } from "./api.js";
import { useLive } from "./use-live.js";
import { queryClient } from "./session.js";

export const groupsQuery = queryOptions({
  queryKey: ["groups"],
  queryFn: ({ signal }) => api.call("listGroups", { signal }),
  staleTime: Infinity,
});

export interface CurrentGroup {
  readonly groups: readonly Group[];
  readonly current: Group | undefined;
}

/** The groups in their order, and the one that the address names (the default one when it names none or a stranger's). */
export function useCurrentGroup(named: GroupId | undefined): CurrentGroup {
  const { data } = useQuery(groupsQuery);
  const groups = [...(data?.groups ?? [])].sort((a, b) => a.place - b.place);
  const current = groups.find(({ id }) => id === named) ?? groups.find(({ isDefault }) => isDefault) ?? groups[0];
  return { groups, current };
}

/** The selection of a group, read when it is first needed; undefined until then. */
export function useSelection(groupId: GroupId | undefined): SelectionState | undefined {
  const { selections } = useLive();
  useQuery({
    queryKey: ["selection", groupId],
    queryFn: async () => (groupId === undefined ? null : selections.open(groupId).then(() => null)),
    enabled: groupId !== undefined,
    staleTime: Infinity,
    gcTime: 0,
  });
  return useSyncExternalStore(
    (listener) => selections.subscribe(listener),
    () => (groupId === undefined ? undefined : selections.get(groupId)),
  );
}

/** Changes a group and reads the list again, in case the stream is not there to tell. */
export function useGroupChange(): (change: ChangeInput) => Promise<OperationOutcome> {
  const { selections } = useLive();
  return async (change) => {
    const outcome = await selections.perform(change);
    await queryClient.invalidateQueries({ queryKey: groupsQuery.queryKey });
    return outcome;
  };
}
