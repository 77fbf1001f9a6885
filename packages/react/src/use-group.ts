// One group of the user's.
import type { Group, GroupId } from "@holdfast/contract";
import { useHoldfast } from "./use-holdfast.js";
import { useResource } from "./use-resource.js";

/** The group with this id, or the default group without one; undefined until it was read, and when there is none. */
export function useGroup(groupId?: GroupId): Group | undefined {
  const { value } = useResource(useHoldfast().groups);
  return value?.find(({ id, isDefault }) => (groupId === undefined ? isDefault : id === groupId));
}
