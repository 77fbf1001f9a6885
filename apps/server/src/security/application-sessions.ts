// The sessions of an application that Holdfast is mounted in: its people are known by what it gave them, and sign in nowhere else (AC-02).
import { createHash } from "node:crypto";
import { HoldfastError, type TokenId, type UserId } from "@holdfast/contract";
import type { Holdfast } from "holdfast";
import type { Identity } from "./identity.js";
import { nameUuid, urlNamespace } from "./name-uuid.js";

export interface ApplicationSession {
  /** The id of a row of the users table, a UUID. */
  readonly userId: string;
  /** Tells the sessions of one person apart in the audit trail. Default: made from the token, which it does not reveal. */
  readonly id?: string;
  readonly expiresAt: Date;
  /** Shown by the console. */
  readonly email?: string;
}

export interface ApplicationSessions {
  /** The cookie that carries them in browsers, with the same defence against other sites as ours. Without one: `authorization: Bearer …` alone. */
  readonly cookie?: string;
  /**
   * Whose session this is; undefined when it proves nothing. Asked for each request that brings no session of ours, and twice a second for
   * each open event stream, so that what it no longer answers is shut out at once: remember what you can. A rejection is a 503.
   */
  verify(token: string): ApplicationSession | undefined | Promise<ApplicationSession | undefined>;
}

/** What such a session is called where the kinds of tokens are told apart. */
export const applicationKind = "application";

/** How long a user who was taken out of the users table still counts; the foreign keys refuse what they change meanwhile. */
const KNOWN_MS = 15_000;
const MOST_KNOWN = 10_000;
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function createApplicationIdentity(
  accounts: Pick<Holdfast["accounts"], "isKnown">,
  sessions: ApplicationSessions,
): (token: string) => Promise<Identity | undefined> {
  const knownUntil = new Map<UserId, number>();
  const isKnown = async (userId: UserId): Promise<boolean> => {
    if ((knownUntil.get(userId) ?? 0) > Date.now()) return true;
    if (!(await accounts.isKnown(userId))) return false;
    const oldest = knownUntil.size < MOST_KNOWN ? undefined : knownUntil.keys().next().value;
    if (oldest !== undefined) knownUntil.delete(oldest);
    knownUntil.set(userId, Date.now() + KNOWN_MS);
    return true;
  };
  return async (token) => {
    const session = await asked(sessions, token);
    if (session === undefined || session.expiresAt.getTime() <= Date.now()) return undefined;
    const userId = userIdOf(session);
    return (await isKnown(userId)) ? identityOf(userId, session, token) : undefined;
  };
}

async function asked(sessions: ApplicationSessions, token: string): Promise<ApplicationSession | undefined> {
  try {
    return await sessions.verify(token);
  } catch (cause) {
    throw new HoldfastError("issuer_unavailable", {
      what: "The application could not say whose session this is.",
      action: "Try again in a moment.",
      cause,
    });
  }
}

function userIdOf({ userId }: ApplicationSession): UserId {
  if (uuidForm.test(userId)) return userId.toLowerCase() as UserId;
  throw new HoldfastError("configuration_invalid", {
    what: "The application's sessions name a user by something that is no UUID.",
    action: "Let applicationSessions.verify answer with the id of a row of the users table.",
  });
}

function identityOf(userId: UserId, { id, expiresAt, email }: ApplicationSession, token: string): Identity {
  const name = id ?? createHash("sha256").update(token).digest("base64url");
  const sessionId = nameUuid(nameUuid(urlNamespace, `user:${userId}`), `session:${name}`) as TokenId;
  return {
    actor: { userId, sessionId },
    token: {
      id: sessionId,
      kind: applicationKind,
      userId,
      tenantId: null,
      sentTo: null,
      createdAt: new Date().toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: null,
      address: null,
      userAgent: null,
      metadata: email === undefined ? {} : { email },
    },
  };
}
