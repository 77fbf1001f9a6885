// Accounts at providers over HTTP: which there are, the way to one of them, and the way back (TK-23).
import { apiBase, endpoints, HoldfastError } from "@holdfast/contract";
import type { Holdfast } from "holdfast";
import type { Asked } from "../api/asked.js";
import type { HandlersOf } from "../api/endpoint-handler.js";

/** The page of the console that tells how it went. */
const consolePage = "/connections";

export function connectionRoutes({ connections }: Holdfast, ownOrigin: string | undefined): HandlersOf<"connections"> {
  return {
    listProviders: () => ({ status: 200, body: { providers: connections.providers() } }),

    beginConnection: async ({ actor, params, body, request, secure }) => {
      const redirectUri = `${ownOrigin ?? originOf(request, secure)}${apiBase}${endpoints.completeConnection.path}`;
      const { scopes, account } = body;
      const begun = await connections.begin(actor, {
        provider: params.provider,
        redirectUri,
        ...(scopes === undefined ? {} : { scopes }),
        ...(account === undefined ? {} : { account }),
      });
      if (begun.status === "refused") throw unavailable(begun.reason);
      return { status: 200, body: { url: begun.url } };
    },

    completeConnection: async ({ actor, request }) => {
      const completed = await connections.complete(actor, new URL(request.url).searchParams);
      const told =
        completed.status === "connected"
          ? { connected: completed.info.provider }
          : { problem: completed.problem, ...(completed.provider === null ? {} : { provider: completed.provider }) };
      return { status: 303, body: null, headers: { location: `${consolePage}?${new URLSearchParams(told).toString()}` } };
    },
  };
}

/** Behind a proxy that ends https the request itself says http. */
function originOf(request: Asked, secure: boolean): string {
  const { host } = new URL(request.url);
  return `${secure ? "https" : "http"}://${host}`;
}

function unavailable(reason: string): HoldfastError {
  return new HoldfastError("provider_unavailable", { what: reason, action: "Try again shortly.", retryAfterSeconds: 30 });
}
