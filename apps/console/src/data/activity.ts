// What is read for the activity page: the timeline, its counts, how far the trail is sealed, and the proof of one event.
import type { AuditEntry, UserId } from "@holdfast/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { activityFilter, type ActivitySearch, unitOf } from "./activity-search.js";
import { api } from "./api.js";

/** Under this word all of it is read again when something happened. */
const key = (...rest: readonly unknown[]) => ["activity", ...rest];

const everybodyEvery = 15_000;

export const timelineQuery = (search: ActivitySearch, now: number) =>
  infiniteQueryOptions({
    queryKey: key("timeline", search, Math.floor(now / 60_000)),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => {
      const { userId, ...own } = activityFilter(search, now);
      const query = { ...own, before: pageParam, limit: "40" };
      return search.who === "everybody"
        ? api.call("auditReportTimeline", { query: { ...query, userId }, signal })
        : api.call("auditTimeline", { query, signal });
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    ...(search.who === "everybody" ? { refetchInterval: everybodyEvery } : {}),
  });

export const countsQuery = (search: ActivitySearch, now: number) =>
  queryOptions({
    queryKey: key("counts", search, Math.floor(now / 60_000)),
    queryFn: ({ signal }) => {
      const { userId, ...own } = activityFilter(search, now);
      const query = { ...own, by: unitOf(search, now), split: "true" as const };
      return search.who === "everybody"
        ? api.call("auditReportCounts", { query: { ...query, userId }, signal })
        : api.call("auditCounts", { query, signal });
    },
    placeholderData: keepPreviousData,
  });

export const chainQuery = queryOptions({
  queryKey: key("chain"),
  queryFn: ({ signal }) => api.call("auditChain", { signal }),
  refetchInterval: 5000,
});

/** The addresses of people, by id: for administrators, who see everybody's. */
export const peopleQuery = (ids: readonly UserId[]) =>
  queryOptions({
    queryKey: ["people", ids],
    queryFn: async ({ signal }) => {
      const { people } = await api.call("listPeople", { query: { person: ids.slice(0, 100) }, signal });
      return new Map(people.map(({ id, email }) => [id, email]));
    },
    staleTime: 300_000,
    placeholderData: keepPreviousData,
    enabled: ids.length > 0,
  });

/** Once sealed, a proof stays as it is; until then it is asked for again. */
export const proofQuery = (entry: Pick<AuditEntry, "id">) =>
  queryOptions({
    queryKey: ["proof", entry.id],
    queryFn: ({ signal }) => api.call("auditProof", { query: { event: entry.id }, signal }),
    staleTime: ({ state }) => (state.data?.status === "included" ? Infinity : 0),
    refetchInterval: ({ state }) => (state.data?.status === "not_sealed_yet" ? 1000 : false),
  });
