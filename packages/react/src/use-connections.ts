// The accounts elsewhere that the user has connected, live.
import type { HoldfastProblem } from "@holdfast/client";
import type { HeldTokenInfo } from "@holdfast/contract";
import { useCallback } from "react";
import { useHoldfast } from "./use-holdfast.js";
import { useResource } from "./use-resource.js";

export interface ShownConnections {
  /** Without their secrets; undefined until they were read. */
  readonly connections: readonly HeldTokenInfo[] | undefined;
  readonly problem: HoldfastProblem | undefined;
  readonly isReading: boolean;
  /** Has the server refresh the access token now. Throws HoldfastProblem. */
  readonly renew: (provider: string, account?: string) => Promise<void>;
  /** Ends the connection, here and at the provider. Throws HoldfastProblem. */
  readonly disconnect: (provider: string, account?: string) => Promise<void>;
  readonly refresh: () => Promise<void>;
}

export function useConnections(): ShownConnections {
  const { client, connections } = useHoldfast();
  const { value, problem, isReading } = useResource(connections);
  const refresh = useCallback(() => connections.refresh(), [connections]);
  const act = useCallback(
    async (id: "refreshToken" | "revokeToken", provider: string, account: string | undefined) => {
      await client.call(id, { params: { provider }, query: { account } });
      await refresh();
    },
    [client, refresh],
  );
  return {
    connections: value,
    problem,
    isReading,
    renew: (provider, account) => act("refreshToken", provider, account),
    disconnect: (provider, account) => act("revokeToken", provider, account),
    refresh,
  };
}
