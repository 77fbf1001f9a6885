// How a connection stands, and how the way to a provider ended, in sentences that say what to do.
import type { HeldTokenInfo, ProviderInfo } from "@holdfast/contract";
import type { ConnectionProblem } from "@holdfast/contract";
import type { ConnectionStatus } from "./token-status.js";

export const providerName = (providers: readonly ProviderInfo[], provider: string): string =>
  providers.find((one) => one.provider === provider)?.displayName || provider;

/** Nothing where nothing has to be done. */
export function adviceFor(status: ConnectionStatus, { hasRefreshToken }: HeldTokenInfo, canConnect: boolean): string | undefined {
  const anew = canConnect ? "Connect it again." : "Put a new token in its place.";
  switch (status) {
    case "reconnect_required":
      return `The provider does not accept this connection any more. ${anew}`;
    case "expired":
      return `Programs get no token of it. ${anew}`;
    case "expiring":
      return hasRefreshToken ? "It is refreshed by itself before it ends." : `It has no refresh token. ${anew}`;
    case "active":
    case "revoked":
      return undefined;
  }
}

const problems: Readonly<Record<ConnectionProblem, string>> = {
  denied: "You, or the provider, said no. Nothing was changed.",
  expired: "It took longer than a few minutes. Begin again.",
  used: "This answer of the provider was used before. Begin again if the account is not in the list.",
  state_mismatch: "The answer belongs to no connection that you began here. Begin again, in this browser.",
  issuer_mismatch:
    "The answer came from another provider than the one that you went to. Nothing was kept; tell an administrator.",
  refused_by_provider: "The provider refused. Try again; if it stays, tell an administrator.",
  exchange_failed: "The provider did not hand out a token. Try again; if it stays, tell an administrator.",
  misconfigured: "The provider does not know this server. An administrator has to correct its registration.",
  unavailable: "The provider does not answer just now. Try again in a minute.",
};

export const isProblem = (text: unknown): text is ConnectionProblem => typeof text === "string" && text in problems;
export const problemWords = (problem: ConnectionProblem): string => problems[problem];
