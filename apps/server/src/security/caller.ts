// Finds out who asks: a bearer token, or the session cookie with its proof against other sites.
import { type Actor, type Endpoint, HoldfastError } from "@holdfast/contract";
import type { Holdfast, IssuedToken, Origin } from "holdfast";
import type { Asked } from "../api/asked.js";
import type { Authenticate, Identity } from "./identity.js";
import { assertSameSite } from "./cross-site.js";
import { readCookie, readSessionCookie } from "./session-cookie.js";

export interface Caller {
  readonly actor: Actor;
  readonly session: IssuedToken;
  /** The session token itself, for streams that must notice its end. */
  readonly token: string;
}

export interface CallerRequest {
  readonly request: Asked;
  readonly auth: Endpoint["auth"];
  readonly origin: Origin;
  readonly secure: boolean;
  /** This server's own origin, when it is configured. */
  readonly ownOrigin: string | undefined;
  /** The cookie of the application around us, where there is one. */
  readonly applicationCookie: string | undefined;
}

const bearerPattern = /^Bearer +(\S+)$/i;

function unauthenticated(): HoldfastError {
  return new HoldfastError("unauthenticated", {
    what: "The request carries no valid session.",
    action: "Sign in with POST /api/v1/sessions; programs then send `authorization: Bearer <token>`.",
  });
}

function bearerOnly(): HoldfastError {
  return new HoldfastError("forbidden", {
    what: "This endpoint does not answer to a browser's cookie.",
    why: "Its answer holds a secret, and a secret has no business in a page.",
    action: "Call it from a program with a session of transport `bearer` in `authorization: Bearer <token>`.",
  });
}

function administratorsOnly(): HoldfastError {
  return new HoldfastError("forbidden", {
    what: "This endpoint is for administrators.",
    action: "Ask somebody with access to the database to run `holdfast users role you@example.org admin`.",
  });
}

/** Looked up each time, so that a role that was taken away ends at once. */
async function assertAdministrator(accounts: Holdfast["accounts"], { userId }: Actor): Promise<void> {
  const account = await accounts.get(userId);
  if (account?.role !== "admin") throw administratorsOnly();
}

function cookieOf(header: string | null, secure: boolean, applicationCookie: string | undefined): string | undefined {
  const ours = readSessionCookie(header, secure);
  return ours === undefined && applicationCookie !== undefined ? readCookie(header, applicationCookie) : ours;
}

/** The text that is to prove who asks; undefined where anybody may call. */
function proofOf({ request, auth, secure, ownOrigin, applicationCookie }: CallerRequest): string | undefined {
  const authorization = request.headers.get("authorization");
  if (auth === "none") {
    assertSameSite(request, ownOrigin, false);
    return undefined;
  }
  const token =
    authorization === null
      ? cookieOf(request.headers.get("cookie"), secure, applicationCookie)
      : bearerPattern.exec(authorization)?.[1];
  if (token === undefined) throw unauthenticated();
  if (authorization === null) assertSameSite(request, ownOrigin, true);
  return token;
}

/** What the proof is worth at this endpoint. Throws unauthenticated or forbidden. */
function callerOf(
  accounts: Holdfast["accounts"],
  { auth, request, origin }: CallerRequest,
  token: string,
  found: Identity | undefined,
): Caller | Promise<Caller> {
  if (found === undefined) throw unauthenticated();
  if (auth === "bearer" && !request.headers.has("authorization")) throw bearerOnly();
  const caller = { actor: { ...found.actor, ...origin }, session: found.token, token };
  return auth === "admin" ? assertAdministrator(accounts, found.actor).then(() => caller) : caller;
}

/**
 * The caller; undefined where anybody may call. At once when memory knows. Throws, or rejects with, unauthenticated, forbidden or
 * cross_site_refused.
 */
export function findCaller(
  accounts: Holdfast["accounts"],
  authenticate: Authenticate,
  asking: CallerRequest,
): Caller | undefined | Promise<Caller | undefined> {
  const token = proofOf(asking);
  if (token === undefined) return undefined;
  const found = authenticate(token, asking.origin);
  return found instanceof Promise
    ? found.then((identity) => callerOf(accounts, asking, token, identity))
    : callerOf(accounts, asking, token, found);
}
