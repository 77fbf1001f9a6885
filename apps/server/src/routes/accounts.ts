// Accounts and sessions over HTTP: browsers get a cookie, programs a token, once (AC-01, SC-04).
import { type Account, HoldfastError, type Session, type SignedIn, type UserId } from "@holdfast/contract";
import type { Holdfast, IssuedToken, SignedInAccount } from "holdfast";
import type { AnswerHeaders, HandlersOf } from "../api/endpoint-handler.js";
import { notFound } from "../api/mount-endpoint.js";
import { jwtKind } from "../security/jwt/jwt-identity.js";
import type { RequestLimiter } from "../limit/request-limiter.js";
import { clearCookie, issueCookie } from "../security/session-cookie.js";

/** Told at once when sessions of a user ended, so that open streams end too. */
export type SessionsEnded = (userId: UserId) => void;

interface SignInAnswer {
  readonly status: 201;
  readonly body: SignedIn;
  readonly headers?: AnswerHeaders;
}

function signedIn({ account, session, token }: SignedInAccount, transport: "cookie" | "bearer", secure: boolean): SignInAnswer {
  if (transport === "bearer") return { status: 201, body: { account, session, token: token.reveal() } };
  return { status: 201, body: { account, session }, headers: { "set-cookie": issueCookie(token.reveal(), secure) } };
}

/** A session can be valid and its account just erased. */
function accountGone(): HoldfastError {
  return new HoldfastError("unauthenticated", { what: "The account of this session is gone.", action: "Sign in again." });
}

/** Whoever an issuer vouches for may have no account of ours, and has no session of ours. */
function vouched({ id, userId, createdAt, expiresAt, metadata }: IssuedToken, account: Account | undefined): { account: Account; session: Session } {
  if (userId === null) throw accountGone();
  const email = typeof metadata["email"] === "string" ? metadata["email"] : "";
  return {
    account: account ?? { id: userId, email, role: "user", createdAt, emailVerifiedAt: null },
    session: { id, current: true, createdAt, lastUsedAt: createdAt, expiresAt, address: null, userAgent: null },
  };
}

export function accountRoutes(
  { accounts, tokens, selections }: Holdfast,
  limiter: RequestLimiter,
  sessionsEnded: SessionsEnded,
): HandlersOf<"accounts"> {
  const own = async (userId: UserId): Promise<Account> => {
    const account = await accounts.get(userId);
    if (account === undefined) throw accountGone();
    return account;
  };
  return {
    register: async ({ body, origin, secure }) => signedIn(await accounts.register(body, origin), "cookie", secure),

    signIn: async ({ body: { email, password, transport }, origin, secure }) => {
      await limiter.account(email, "password");
      const started = await accounts.signIn({ email, password }, origin);
      await limiter.accountProved(email);
      return signedIn(started, transport, secure);
    },

    me: async ({ actor, session }) => {
      const [account, sessions] = await Promise.all([accounts.get(actor.userId), accounts.sessions(actor.userId, session.id)]);
      if (session.kind === jwtKind) return { status: 200, body: vouched(session, account) };
      const current = sessions.find(({ id }) => id === session.id);
      if (account === undefined || current === undefined) throw accountGone();
      return { status: 200, body: { account, session: current } };
    },

    listSessions: async ({ actor, session }) => ({
      status: 200,
      body: { sessions: await accounts.sessions(actor.userId, session.id) },
    }),

    signOut: async ({ actor, secure }) => {
      const body = await selections.leave(actor.userId);
      await accounts.signOut(actor);
      sessionsEnded(actor.userId);
      return { status: 200, body, headers: { "set-cookie": clearCookie(secure) } };
    },

    changePassword: async ({ actor, body }) => {
      const { email } = await own(actor.userId);
      // A stolen session must not become a way to guess the password.
      await limiter.account(email, "password");
      const changed = await accounts.changePassword(actor, body);
      await limiter.accountProved(email);
      sessionsEnded(actor.userId);
      return { status: 200, body: changed };
    },

    requestPasswordReset: async ({ body: { email }, origin }) => {
      await limiter.account(email, "mail");
      await accounts.requestPasswordReset(email, origin);
      return { status: 202, body: null };
    },

    resetPassword: async ({ body, origin, secure }) => {
      const { userId } = await accounts.resetPassword(body, origin);
      sessionsEnded(userId);
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

    revokeOtherSessions: async ({ actor, session }) => {
      const revoked = await tokens.revokeAllIssued(actor, "session", session.id);
      sessionsEnded(actor.userId);
      return { status: 200, body: { revoked } };
    },

    revokeSession: async ({ actor, session, params, secure }) => {
      if (!(await tokens.revokeIssued(actor, params.id))) throw notFound("session");
      sessionsEnded(actor.userId);
      return { status: 204, body: null, ...(params.id === session.id ? { headers: { "set-cookie": clearCookie(secure) } } : {}) };
    },
  };
}
