// The user's groups as pages ask for them: the one that the address names, and the selection in it.
import type { Group, GroupId } from "@holdfast/contract";
import type { SelectionState } from "@holdfast/client";
import { useGroups, useSelection as useGroupSelection } from "@holdfast/react";

const none: readonly Group[] = [];

export interface CurrentGroup {
  readonly groups: readonly Group[];
  readonly current: Group | undefined;
}

/** The groups in their order, and the one that the address names (the default one when it names none or a stranger's). */
export function useCurrentGroup(named: GroupId | undefined): CurrentGroup {
  const { groups = none } = useGroups();
  const current = groups.find(({ id }) => id === named) ?? groups.find(({ isDefault }) => isDefault) ?? groups[0];
  return { groups, current };
}

/** The selection of a group, read when it is first needed; undefined until then. */
export function useSelection(groupId: GroupId | undefined): SelectionState | undefined {
  return useGroupSelection(groupId).state;
}

/** Changes a group and reads the list again, in case the stream is not there to tell. */
export const useGroupChange = (): ReturnType<typeof useGroups>["perform"] => useGroups().perform;
