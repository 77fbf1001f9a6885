// What is asked of the past of a group: its last change, one version, the records at a version, the difference to another.
import type { GroupHistoryEntry, GroupId } from "@holdfast/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "./api.js";

/** All queries of one group begin with these two words, under which its changes make them be read again. */
const key = (group: GroupId, ...rest: readonly unknown[]) => ["history", group, ...rest];

export const lastChangeQuery = (group: GroupId) =>
  queryOptions({
    queryKey: key(group, "last"),
    queryFn: async ({ signal }): Promise<GroupHistoryEntry | null> => {
      const { entries } = await api.call("groupHistory", { params: { group }, query: { limit: "1" }, signal });
      return entries[0] ?? null;
    },
    staleTime: 300_000,
  });

export const groupHistoryQuery = (group: GroupId) =>
  infiniteQueryOptions({
    queryKey: key(group, "pages"),
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.call("groupHistory", { params: { group }, query: { limit: "50", before: pageParam?.toString() }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** What a version was made by never changes, so it lies apart from what does. */
export const versionQuery = (group: GroupId, version: number) =>
  queryOptions({
    queryKey: ["version", group, version],
    queryFn: async ({ signal }): Promise<GroupHistoryEntry | null> => {
      const query = { limit: "1", before: String(version + 1) };
      const { entries } = await api.call("groupHistory", { params: { group }, query, signal });
      return entries.find((entry) => entry.version === version) ?? null;
    },
    staleTime: Infinity,
  });

export const stateQuery = (group: GroupId, version: number) =>
  queryOptions({
    queryKey: ["state", group, version],
    queryFn: ({ signal }) => api.call("groupState", { params: { group }, query: { version: String(version) }, signal }),
    staleTime: Infinity,
  });

export const diffQuery = (group: GroupId, from: number, to: number) =>
  queryOptions({
    queryKey: ["diff", group, from, to],
    queryFn: ({ signal }) => api.call("groupDiff", { params: { group }, query: { from: String(from), to: String(to) }, signal }),
    staleTime: Infinity,
  });
