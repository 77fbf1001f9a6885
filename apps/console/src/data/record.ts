// One record of the catalogue by its id, read once and kept; and what of it changes: its place in a group, its history.
import type { GroupId, RecordId, SelectionItem } from "@holdfast/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "./api.js";
import { createRecordLoader } from "./record-loader.js";

const loadRecord = createRecordLoader(async (recordIds) => {
  const { records } = await api.call("lookUpRecords", { body: { recordIds: [...recordIds] } });
  return records;
});

export const recordQuery = (id: RecordId) =>
  queryOptions({
    queryKey: ["record", id],
    queryFn: async () => {
      const record = await loadRecord(id);
      // Its own call says in the server's words that it is not there.
      return record ?? api.call("getRecord", { params: { id } });
    },
    staleTime: Infinity,
  });

/** What a group keeps of the record: its note, its state, since when; null when it is not in there. */
export const recordItemQuery = (group: GroupId, recordId: RecordId) =>
  queryOptions({
    queryKey: ["history", group, "record", recordId],
    queryFn: async ({ signal }): Promise<SelectionItem | null> => {
      const { items } = await api.call("groupItems", { params: { group }, query: { recordId, limit: "1" }, signal });
      return items[0] ?? null;
    },
    staleTime: Infinity,
  });

/** What happened to the record in the user's groups, newest first; `versions` of all groups make it be read anew. */
export const recordHistoryQuery = (id: RecordId, versions: string) =>
  infiniteQueryOptions({
    queryKey: ["record-history", id, versions],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.call("recordHistory", { params: { id }, query: { limit: "30", before: pageParam }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
    staleTime: Infinity,
  });
