// What is read for the connections page: the tokens that are kept, where accounts can be connected, the history of one token.
import type { HeldTokenInfo } from "@holdfast/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "./api.js";

export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  refetchOnWindowFocus: "always",
  queryFn: ({ signal }) => api.call("listTokens", { signal }),
});

export const providersQuery = queryOptions({
  queryKey: ["providers"],
  staleTime: Infinity,
  queryFn: ({ signal }) => api.call("listProviders", { signal }),
});

export const tokenHistoryQuery = ({ id, provider, account }: Pick<HeldTokenInfo, "id" | "provider" | "account">) =>
  infiniteQueryOptions({
    queryKey: ["token history", id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.call("tokenHistory", { params: { provider }, query: { account, after: pageParam, limit: "30" }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** Leaves the console for the provider, which sends the browser back. Throws HoldfastProblem. */
export async function goToProvider(provider: string, account?: string): Promise<void> {
  const { url } = await api.call("beginConnection", { params: { provider }, body: account === undefined ? {} : { account } });
  location.assign(url);
}
