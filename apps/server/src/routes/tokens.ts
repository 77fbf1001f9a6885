// Held tokens over HTTP: kept, listed and revoked by everybody for themselves; revealed to programs alone.
import type { AbsentToken, RefreshedToken, RevealedToken } from "@holdfast/contract";
import type { HeldToken, HeldTokenName, Holdfast } from "holdfast";
import type { HandlersOf } from "../api/endpoint-handler.js";
import { notFound } from "../api/not-found.js";

const nameOf = (provider: string, account: string | undefined): HeldTokenName =>
  account === undefined ? { provider } : { provider, account };

/** The only place where a held token's text enters an answer. */
function reveal(found: HeldToken): RevealedToken | AbsentToken {
  if (found.status !== "active") return absent(found);
  return { status: "active", accessToken: found.accessToken.reveal(), token: found.info };
}

function absent(found: Exclude<HeldToken, { readonly status: "active" }>): AbsentToken {
  switch (found.status) {
    case "absent":
      return { status: "absent", reason: "No token is kept under this name.", at: null };
    case "expired":
      return { status: "expired", reason: found.reason, at: found.info.expiresAt };
    case "revoked":
      return { status: "revoked", reason: found.reason, at: found.info.revokedAt };
    case "reconnect_required":
      return { status: "reconnect_required", reason: found.reason, at: found.info.updatedAt };
    case "unavailable": {
      const { reason, info, retryAfterSeconds } = found;
      return { status: "unavailable", reason, at: info.expiresAt, retryAfterSeconds };
    }
  }
}

/** The same without the text, for pages. */
function describe(found: HeldToken): RefreshedToken | AbsentToken {
  if (found.status !== "active") return absent(found);
  found.accessToken.destroy();
  return { status: "active", token: found.info };
}

export function tokenRoutes({ tokens, connections }: Holdfast): HandlersOf<"tokens"> {
  return {
    listTokens: async ({ actor }) => ({ status: 200, body: { tokens: await tokens.list(actor.userId) } }),

    putToken: async ({ actor, params, query, body }) => ({
      status: 200,
      body: await tokens.put(actor, nameOf(params.provider, query.account), body),
    }),

    getToken: async ({ actor, params, query }) => ({
      status: 200,
      body: reveal(await tokens.get(actor.userId, nameOf(params.provider, query.account))),
    }),

    tokenHistory: async ({ actor, params, query: { account, limit, after } }) => {
      const page = { ...(limit === undefined ? {} : { limit }), ...(after === undefined ? {} : { after }) };
      const history = await tokens.history(actor.userId, nameOf(params.provider, account), page);
      if (history === undefined) throw notFound("token");
      return { status: 200, body: history };
    },

    revokeToken: async ({ actor, params, query }) => {
      const revoked = await connections.disconnect(actor, nameOf(params.provider, query.account));
      if (revoked === undefined) throw notFound("token");
      return { status: 200, body: revoked };
    },

    refreshToken: async ({ actor, params, query }) => ({
      status: 200,
      body: describe(await tokens.refresh(actor, nameOf(params.provider, query.account))),
    }),
  };
}
