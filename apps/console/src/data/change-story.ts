// The trail's own row of one change: from where it came, and where it stands in the journal (UI-02).
import type { GroupId, GroupHistoryEntry, OperationId } from "@holdfast/contract";
import { queryOptions } from "@tanstack/react-query";
import { api } from "./api.js";

/** A change by what the trail knows it by: its moment, and its operation or its version. */
export interface ChangePlace {
  readonly at: string;
  readonly groupId: GroupId | null;
  readonly operationId: OperationId | null;
  readonly version: GroupHistoryEntry["version"] | null;
}

/** The microsecond after this one: the trail is asked for a span that holds this moment alone. */
export function momentAfter(at: string): string {
  const match = /^(.*\.)(\d{6})Z$/.exec(at);
  if (match === null || match[2] === "999999") return new Date(Date.parse(at) + 1).toISOString();
  return `${match[1]}${String(Number(match[2]) + 1).padStart(6, "0")}Z`;
}

export const storyQuery = ({ at, groupId, operationId, version }: ChangePlace) =>
  queryOptions({
    queryKey: ["story", at, groupId, operationId ?? version],
    queryFn: async ({ signal }) => {
      const query = { ...(groupId === null ? {} : { groupId }), from: at, to: momentAfter(at), limit: "50" };
      const { events } = await api.call("listAudit", { query, signal });
      const isIt = (event: (typeof events)[number]): boolean =>
        operationId === null ? event.groupVersion === version : event.operationId === operationId;
      return events.find(isIt) ?? null;
    },
    // It is written with the change itself: what is not there yet is asked for again.
    staleTime: ({ state }) => (state.data === null ? 0 : Infinity),
  });
