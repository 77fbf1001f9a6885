// What administrators read of the running process: its status with a short history, quarantine, keys, security, limits, retention.
import type { Status } from "@holdfast/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "./api.js";
import { queryClient } from "./session.js";

export interface StatusSample {
  /** Milliseconds since 1970, on this machine's clock. */
  readonly at: number;
  readonly status: Status;
}

export const sampleEvery = 2000;
export const historySpan = 5 * 60_000;
const statusKey = ["operations", "status"] as const;

/** The samples of the last minutes, the newest last: each reading adds one. */
export const statusQuery = (isPaused: boolean) =>
  queryOptions({
    queryKey: statusKey,
    queryFn: async ({ signal }): Promise<readonly StatusSample[]> => {
      const status = await api.call("status", { signal });
      const at = Date.now();
      const before = queryClient.getQueryData<readonly StatusSample[]>(statusKey) ?? [];
      return [...before.filter((sample) => sample.at > at - historySpan - sampleEvery), { at, status }];
    },
    refetchInterval: isPaused ? false : sampleEvery,
    staleTime: sampleEvery,
    retry: false,
  });

export const quarantineQuery = (resolved: boolean) =>
  queryOptions({
    queryKey: ["operations", "quarantine", resolved],
    queryFn: ({ signal }) =>
      api.call("listQuarantine", { query: { resolved: resolved ? "true" : "false", limit: "200" }, signal }),
    refetchInterval: 10_000,
  });

export const keysQuery = queryOptions({
  queryKey: ["operations", "keys"],
  queryFn: ({ signal }) => api.call("listKeys", { signal }),
  refetchInterval: ({ state }) => (state.data?.rotation.state === "running" ? 700 : 15_000),
});

export const securityQuery = queryOptions({
  queryKey: ["operations", "security"],
  queryFn: ({ signal }) => api.call("securityReport", { signal }),
  refetchInterval: 5000,
});

const alertsOfPage = 50;

/** Newest first; what is older is asked for page by page. */
export const alertsQuery = infiniteQueryOptions({
  queryKey: ["operations", "alerts"],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam: before }) => api.call("listAlerts", { query: { before, limit: String(alertsOfPage) }, signal }),
  getNextPageParam: ({ alerts }) => (alerts.length < alertsOfPage ? undefined : alerts.at(-1)?.id),
  refetchInterval: 5000,
});

export const limitsQuery = queryOptions({
  queryKey: ["operations", "limits"],
  queryFn: ({ signal }) => api.call("limitReport", { signal }),
  refetchInterval: 15_000,
});

export const policyQuery = queryOptions({
  queryKey: ["operations", "policy"],
  queryFn: ({ signal }) => api.call("retentionPolicy", { signal }),
});

export const holdsQuery = queryOptions({
  queryKey: ["operations", "holds"],
  queryFn: ({ signal }) => api.call("listLegalHolds", { query: {}, signal }),
});

export const readOperationsAgain = (...what: readonly string[]): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ["operations", ...what] });
