// Accounts and sessions over HTTP: browsers get a cookie, programs a token, once (AC-01, SC-04).
import type { Account, Session, SignedIn } from "@holdfast/contract";
import type { Holdfast, IssuedToken, SignedInAccount } from "holdfast";
import type { AnswerHeaders, HandlersOf } from "../api/endpoint-handler.js";
import { notFound } from "../api/not-found.js";
import { applicationKind } from "../security/application-sessions.js";
import { jwtKind } from "../security/jwt/jwt-identity.js";
import type { RequestLimiter } from "../limit/request-limiter.js";
import { clearCookie, issueCookie } from "../security/session-cookie.js";
import { accountGone, linkRoutes, type SessionsChanged } from "./account-links.js";

interface SignInAnswer {
  readonly status: 201;
  readonly body: SignedIn;
  readonly headers?: AnswerHeaders;
}

function signedIn({ account, session, token }: SignedInAccount, transport: "cookie" | "bearer", secure: boolean): SignInAnswer {
  if (transport === "bearer") return { status: 201, body: { account, session, token: token.reveal() } };
  return { status: 201, body: { account, session }, headers: { "set-cookie": issueCookie(token.reveal(), secure) } };
}

/** Whoever an issuer or the application vouches for may have no account of ours, and has no session of ours. */
function vouched(
  { id, userId, createdAt, expiresAt, metadata }: IssuedToken,
  account: Account | undefined,
): { account: Account; session: Session } {
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
  sessionsChanged: SessionsChanged,
): HandlersOf<"accounts"> {
  return {
    ...linkRoutes(accounts, limiter, sessionsChanged),

    register: async ({ body, origin, secure }) => signedIn(await accounts.register(body, origin), "cookie", secure),

    signIn: async ({ body: { email, password, transport }, origin, secure }) => {
      await limiter.account(email, "password");
      const started = await accounts.signIn({ email, password }, origin);
      await limiter.accountProved(email);
      sessionsChanged(started.account.id);
      return signedIn(started, transport, secure);
    },

    me: async ({ actor, session }) => {
      const [account, sessions] = await Promise.all([accounts.get(actor.userId), accounts.sessions(actor.userId, session.id)]);
      if (session.kind === jwtKind || session.kind === applicationKind) return { status: 200, body: vouched(session, account) };
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
      sessionsChanged(actor.userId);
      return { status: 200, body, headers: { "set-cookie": clearCookie(secure) } };
    },

    revokeOtherSessions: async ({ actor, session }) => {
      const revoked = await tokens.revokeAllIssued(actor, "session", session.id);
      sessionsChanged(actor.userId);
      return { status: 200, body: { revoked } };
    },

    revokeSession: async ({ actor, session, params, secure }) => {
      if (!(await tokens.revokeIssued(actor, params.id))) throw notFound("session");
      sessionsChanged(actor.userId);
      return { status: 204, body: null, ...(params.id === session.id ? { headers: { "set-cookie": clearCookie(secure) } } : {}) };
    },
  };
}
