// Tells callers what is left of their limit, as in the IETF's draft "RateLimit header fields for HTTP".
import type { LimitVerdict } from "holdfast";

/** `RateLimit-Policy: "read";q=6000;w=60` and `RateLimit: "read";r=5999;t=60`. */
export function limitHeaders({ limit, rule, remaining, resetMs }: LimitVerdict): Readonly<Record<string, string>> {
  return {
    "ratelimit-policy": `"${limit}";q=${rule.points};w=${Math.ceil(rule.windowMs / 1000)}`,
    ratelimit: `"${limit}";r=${remaining};t=${Math.ceil(resetMs / 1000)}`,
  };
}
