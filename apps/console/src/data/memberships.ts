// Which of the user's groups hold which records; asked again whenever a group has a new version (SE-10).
import type { RecordId } from "@holdfast/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "./api.js";
import { useCurrentGroup } from "./groups.js";

/** For each record the names of the groups that hold it, in the order of the groups; undefined while it is not known. */
export function useMemberships(
  recordIds: readonly RecordId[],
  isWanted: boolean,
): (id: RecordId) => readonly string[] | undefined {
  const { groups } = useCurrentGroup(undefined);
  const versions = groups.map(({ id, version }) => `${id} ${version}`).join();
  const { data } = useQuery({
    queryKey: ["memberships", recordIds, versions],
    queryFn: ({ signal }) => api.call("memberships", { body: { recordIds: [...recordIds] }, signal }),
    enabled: isWanted && recordIds.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  if (data === undefined) return () => undefined;
  const held = new Map(data.groups.map(({ groupId, recordIds: ids }) => [groupId, new Set(ids)]));
  return (id) => groups.filter((group) => held.get(group.id)?.has(id) === true).map(({ name }) => name);
}
