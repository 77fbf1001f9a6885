// Held tokens over HTTP: kept, listed and revoked by everybody for themselves; revealed to programs alone.
import type { AbsentToken, RevealedToken } from "@holdfast/contract";
import type { HeldToken, HeldTokenName, Holdfast } from "holdfast";
import type { HandlersOf } from "../api/endpoint-handler.js";
import { notFound } from "../api/mount-endpoint.js";

const nameOf = (provider: string, account: string | undefined): HeldTokenName =>
  account === undefined ? { provider } : { provider, account };

/** The only place where a held token's text enters an answer. */
function reveal(found: HeldToken): RevealedToken | AbsentToken {
  switch (found.status) {
    case "active":
      return { status: "active", accessToken: found.accessToken.reveal(), token: found.info };
    case "absent":
      return { status: "absent", reason: "No token is kept under this name.", at: null };
    case "expired":
      return { status: "expired", reason: found.reason, at: found.info.expiresAt };
    case "revoked":
      return { status: "revoked", reason: found.reason, at: found.info.revokedAt };
    case "reconnect_required":
      return { status: "reconnect_required", reason: found.reason, at: found.info.updatedAt };
  }
}

export function tokenRoutes({ tokens }: Holdfast): HandlersOf<"tokens"> {
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

    revokeToken: async ({ actor, params, query }) => {
      const revoked = await tokens.revoke(actor, nameOf(params.provider, query.account));
      if (revoked === undefined) throw notFound("token");
      return { status: 200, body: revoked };
    },
  };
}
