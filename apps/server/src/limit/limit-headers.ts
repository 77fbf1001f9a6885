// Tells callers what is left of their limit, as in the IETF's draft "RateLimit header fields for HTTP".
import type { LimitRule, LimitVerdict } from "holdfast";

const policies = new WeakMap<LimitRule, string>();

/** `"read";q=6000;w=60`: made once for each rule. */
function policyOf(limit: string, rule: LimitRule): string {
  let policy = policies.get(rule);
  if (policy === undefined) policies.set(rule, (policy = `"${limit}";q=${rule.points};w=${Math.ceil(rule.windowMs / 1000)}`));
  return policy;
}

/** `RateLimit-Policy: "read";q=6000;w=60` and `RateLimit: "read";r=5999;t=60`. */
export function addLimitHeaders(headers: Record<string, string>, { limit, rule, remaining, resetMs }: LimitVerdict): void {
  headers["ratelimit-policy"] = policyOf(limit, rule);
  headers["ratelimit"] = `"${limit}";r=${remaining};t=${Math.ceil(resetMs / 1000)}`;
}
