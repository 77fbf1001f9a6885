// The issuer's public keys, found by discovery where their address is not configured, kept, and asked for again with restraint.
import { HoldfastError } from "@holdfast/contract";
import { createRemoteJWKSet, type JWTVerifyGetKey } from "jose";
import type { JwtOptions } from "./jwt-options.js";

const TIMEOUT_MS = 5000;
const DEFAULT_COOLDOWN_SECONDS = 30;
const MAX_AGE_MS = 10 * 60_000;

const isOwnMachine = (url: URL): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);

/** Keys that cross a network in the clear are anybody's keys. */
function secureUrl(text: string, name: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && (url.protocol === "https:" || (url.protocol === "http:" && isOwnMachine(url)))) return url;
  throw new HoldfastError("configuration_invalid", {
    what: `The ${name} ${JSON.stringify(text)} is not an https address.`,
    action: "Give the address as the issuer of identities documents it.",
  });
}

export function issuerUnavailable(cause: unknown): HoldfastError {
  return new HoldfastError("issuer_unavailable", {
    what: "The issuer of identities cannot be reached, so the token cannot be verified.",
    action: "Try again in a moment.",
    retryAfterSeconds: 5,
    cause,
  });
}

async function discover(issuer: string): Promise<URL> {
  try {
    const answer = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: "error",
    });
    const document = (await answer.json()) as { readonly issuer?: unknown; readonly jwks_uri?: unknown };
    if (document.issuer !== issuer) throw new TypeError("The discovery document is of another issuer.");
    return secureUrl(String(document.jwks_uri), "address of the issuer's keys");
  } catch (error) {
    throw issuerUnavailable(error);
  }
}

/** Throws configuration_invalid. What it answers throws issuer_unavailable when discovery fails, and tries anew after the cooldown. */
export function issuerKeys({ issuer, jwksUrl, cooldown = DEFAULT_COOLDOWN_SECONDS }: JwtOptions): () => Promise<JWTVerifyGetKey> {
  secureUrl(issuer, "issuer");
  const keysAt = (url: URL): JWTVerifyGetKey =>
    createRemoteJWKSet(url, { timeoutDuration: TIMEOUT_MS, cooldownDuration: cooldown * 1000, cacheMaxAge: MAX_AGE_MS });
  if (jwksUrl !== undefined) {
    const keys = keysAt(secureUrl(jwksUrl, "address of the issuer's keys"));
    return async () => keys;
  }
  let found: Promise<JWTVerifyGetKey> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (found === undefined) {
      if (performance.now() - failedAt < cooldown * 1000) throw issuerUnavailable(undefined);
      found = discover(issuer).then(keysAt);
      found.catch(() => {
        failedAt = performance.now();
        found = undefined;
      });
    }
    return found;
  };
}
