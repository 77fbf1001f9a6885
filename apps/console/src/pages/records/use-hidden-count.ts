// How many selected records the filters hide: the difference between the group and what of it matches.
import type { SelectionState } from "@holdfast/client";
import type { RecordFilter } from "@holdfast/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../../data/api.js";
import { filterParameters } from "../../data/table-query.js";
import { useDebounced } from "../../data/use-debounced.js";

export function useHiddenCount(state: SelectionState | undefined, filter: RecordFilter): number {
  const version = useDebounced(state?.version, 500);
  const isFiltered = Object.keys(filter).length > 0;
  const isCounted = isFiltered && state !== undefined && state.recordIds.size > 0;
  const { data } = useQuery({
    queryKey: ["hidden", state?.groupId, filter, version],
    queryFn: async ({ signal }) => {
      if (state === undefined) return 0;
      const query = { ...filterParameters({ ...filter, groupId: state.groupId, selected: true }), limit: 1 };
      const page = await api.call("searchRecords", { query, signal });
      return Math.max(0, state.recordIds.size - page.total);
    },
    enabled: isCounted,
    placeholderData: keepPreviousData,
  });
  return isCounted ? (data ?? 0) : 0;
}
