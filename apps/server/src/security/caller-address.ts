// The network address of the caller: from the socket, and from X-Forwarded-For only as far as proxies are trusted.
import { isIP } from "node:net";
import type { Origin } from "holdfast";
import type { Asked } from "../api/asked.js";
import type { ServerEnv } from "../api/exchange.js";

const LONGEST_USER_AGENT = 1024;

const MOST_KNOWN = 1000;
/** Callers keep their connections: nearly every address was looked at before. */
const known = new Map<string, string | undefined>();

/** One spelling per address: IPv4 inside IPv6 as IPv4, no zone. Undefined when it is none. */
function normalise(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (known.has(text)) return known.get(text);
  const address = spelled(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, address);
  return address;
}

function spelled(text: string): string | undefined {
  const plain = text
    .trim()
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .replace(/%.*$/, "");
  return isIP(plain) === 0 ? undefined : plain;
}

/**
 * Each trusted proxy appends the address that it saw, so the client is `trustedProxies` places from the end; what stands
 * before that anybody may have written.
 */
function forwarded(header: string | null, trustedProxies: number): string | undefined {
  if (trustedProxies === 0 || header === null) return undefined;
  const hops = header.split(",");
  return normalise(hops[Math.max(0, hops.length - trustedProxies)]);
}

export function callerAddress(request: Asked, env: ServerEnv, trustedProxies: number): string | undefined {
  const viaProxy = trustedProxies === 0 ? undefined : forwarded(request.headers.get("x-forwarded-for"), trustedProxies);
  return viaProxy ?? normalise(env.address ?? env.incoming?.socket.remoteAddress);
}

export function callerOrigin(request: Asked, env: ServerEnv, trustedProxies: number): Origin {
  const address = callerAddress(request, env, trustedProxies);
  const userAgent = request.headers.get("user-agent")?.slice(0, LONGEST_USER_AGENT);
  if (userAgent === undefined) return address === undefined ? {} : { address };
  return address === undefined ? { userAgent } : { address, userAgent };
}
