// Whether one record is selected: for rows, which render anew only when it changes for them.
import { isSelected, type QueryKey } from "@holdfast/client";
import type { GroupId, RecordId } from "@holdfast/contract";
import { useFromSelections } from "./use-from-selections.js";

/**
 * What the user should see now: true, false, or undefined until the group was read (by `useSelection`, further up). `query` is
 * the key under which the row was found, so that a change of all that match shows at once.
 */
export function useIsSelected(groupId: GroupId, recordId: RecordId, query?: QueryKey): boolean | undefined {
  return useFromSelections((selections) => {
    const state = selections.get(groupId);
    return state === undefined ? undefined : isSelected(state, recordId, query);
  });
}
