// Passwords and addresses over HTTP: changed by who knows them, reset and verified by links that were mailed (AC-01, SC-06).
import { type Account, HoldfastError, type UserId } from "@holdfast/contract";
import type { Holdfast } from "holdfast";
import type { HandlersOf } from "../api/endpoint-handler.js";
import type { RequestLimiter } from "../limit/request-limiter.js";
import { clearCookie } from "../security/session-cookie.js";

/** Told at once when sessions of a user ended, so that open streams end too. */
export type SessionsChanged = (userId: UserId) => void;

/** A session can be valid and its account just erased. */
export function accountGone(): HoldfastError {
  return new HoldfastError("unauthenticated", { what: "The account of this session is gone.", action: "Sign in again." });
}

type LinkRoute = "changePassword" | "requestPasswordReset" | "resetPassword" | "requestEmailVerification" | "verifyEmail";

export function linkRoutes(
  accounts: Holdfast["accounts"],
  limiter: RequestLimiter,
  sessionsChanged: SessionsChanged,
): Pick<HandlersOf<"accounts">, LinkRoute> {
  const own = async (userId: UserId): Promise<Account> => {
    const account = await accounts.get(userId);
    if (account === undefined) throw accountGone();
    return account;
  };
  return {
    changePassword: async ({ actor, body }) => {
      const { email } = await own(actor.userId);
      // A stolen session must not become a way to guess the password.
      await limiter.account(email, "password");
      const changed = await accounts.changePassword(actor, body);
      await limiter.accountProved(email);
      sessionsChanged(actor.userId);
      return { status: 200, body: changed };
    },

    requestPasswordReset: async ({ body: { email }, origin }) => {
      await limiter.account(email, "mail");
      await accounts.requestPasswordReset(email, origin);
      return { status: 202, body: null };
    },

    resetPassword: async ({ body, origin, secure }) => {
      const { userId } = await accounts.resetPassword(body, origin);
      sessionsChanged(userId);
      return { status: 204, body: null, headers: { "set-cookie": clearCookie(secure) } };
    },

    requestEmailVerification: async ({ actor, origin }) => {
      await limiter.account((await own(actor.userId)).email, "mail");
      await accounts.requestEmailVerification(actor, origin);
      return { status: 202, body: null };
    },

    verifyEmail: async ({ body: { token }, origin }) => {
      await accounts.verifyEmail(token, origin);
      return { status: 204, body: null };
    },
  };
}
