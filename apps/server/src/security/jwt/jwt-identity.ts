// Turns a JWT of the configured issuer into the user that it speaks for (AC-02).
import type { TokenId, UserId } from "@holdfast/contract";
import type { Holdfast, Origin } from "holdfast";
import { errors, type JWTPayload, jwtVerify } from "jose";
import type { Authenticate, Identity } from "../identity.js";
import { issuerKeys, issuerUnavailable } from "./issuer-keys.js";
import { defaultAlgorithms, type JwtOptions } from "./jwt-options.js";
import { nameUuid, urlNamespace } from "../name-uuid.js";
import { RecentIdentities } from "./recent-identities.js";

export const jwtKind = "jwt";

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CLOCK_TOLERANCE_SECONDS = 30;

/** Whether jose blames the token, not the way to the keys. */
const isRefusal = (error: unknown): boolean =>
  error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== "ERR_JOSE_GENERIC";

interface Verified extends JWTPayload {
  readonly exp: number;
}

/** Verifies signature, issuer, audience and times; undefined for a token that fails any. Throws issuer_unavailable. */
function createVerifier(options: JwtOptions): (token: string) => Promise<Verified | undefined> {
  const keys = issuerKeys(options);
  const {
    issuer,
    audience,
    algorithms = defaultAlgorithms,
    clockTolerance = CLOCK_TOLERANCE_SECONDS,
    userClaim = "sub",
  } = options;
  const asymmetric = algorithms.filter((algorithm) => !algorithm.startsWith("HS") && algorithm !== "none");
  const checks = { issuer, audience, clockTolerance, algorithms: [...asymmetric], requiredClaims: ["exp", userClaim] };
  return async (token) => {
    const key = await keys();
    try {
      return (await jwtVerify<Verified>(token, key, checks)).payload;
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw issuerUnavailable(error);
    }
  };
}

function userOf(claims: JWTPayload, { issuer, userClaim = "sub" }: JwtOptions): UserId | undefined {
  const name = claims[userClaim];
  if (typeof name !== "string" || name === "" || name.length > 1024) return undefined;
  return (uuidForm.test(name) ? name.toLowerCase() : nameUuid(nameUuid(urlNamespace, issuer), name)) as UserId;
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** The token as the rest of the server knows tokens. Its id is made from its own: the trail shows which one acted. */
function identityOf(userId: UserId, token: string, claims: Verified): Identity {
  const { jti, iat, exp, iss = "", email } = claims;
  const id = nameUuid(nameUuid(urlNamespace, iss), `token:${jti ?? token.slice(token.lastIndexOf(".") + 1)}`) as TokenId;
  return {
    actor: { userId, sessionId: id },
    token: {
      id,
      kind: jwtKind,
      userId,
      tenantId: null,
      sentTo: null,
      createdAt: iso(iat ?? Math.floor(Date.now() / 1000)),
      expiresAt: iso(exp),
      lastUsedAt: null,
      address: null,
      userAgent: null,
      metadata: typeof email === "string" ? { email } : {},
    },
  };
}

/** Whether this user is let in: known, or made known because the issuer vouches for them. */
async function isLetIn(
  accounts: Holdfast["accounts"],
  userId: UserId,
  claims: JWTPayload,
  isProvisioning: boolean,
  origin: Origin,
): Promise<boolean> {
  if (await accounts.isKnown(userId)) return true;
  const { email, email_verified: isVerified } = claims;
  if (!isProvisioning || typeof email !== "string") return false;
  return accounts.provision({ userId, email, emailVerified: isVerified === true }, origin);
}

/** Throws configuration_invalid for options that are none. */
export function createJwtIdentity(accounts: Holdfast["accounts"], options: JwtOptions): Authenticate {
  const verify = createVerifier(options);
  const recent = new RecentIdentities();
  return async (token, origin) => {
    const known = recent.find(token);
    if (known !== undefined) return known;
    const claims = await verify(token);
    const userId = claims === undefined ? undefined : userOf(claims, options);
    if (claims === undefined || userId === undefined) return undefined;
    if (!(await isLetIn(accounts, userId, claims, options.provision ?? false, origin))) return undefined;
    const identity = identityOf(userId, token, claims);
    recent.keep(token, identity, claims.exp * 1000);
    return identity;
  };
}
