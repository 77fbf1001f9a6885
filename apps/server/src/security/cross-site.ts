// Refuses changes that another site makes a browser send (CSRF): by Fetch Metadata, else by the origin (SC-04).
import { HoldfastError } from "@holdfast/contract";
import type { Asked } from "../api/asked.js";

const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

function sameOrigin(origin: string, request: Asked, own: string | undefined): boolean {
  if (own !== undefined) return origin === own;
  // Behind a proxy the scheme of the request may differ; the host is what the browser addressed.
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host;
}

const refusal = (): HoldfastError =>
  new HoldfastError("cross_site_refused", {
    what: "The request does not prove that it comes from this site.",
    why: "A change that another site triggers in a signed-in browser must not happen.",
    action: "Send it from the console's own pages, or as a program with `authorization: Bearer …` and without a cookie.",
  });

/**
 * For requests that a cookie vouches for, or that set one. `withCookie`: proof is demanded; without a cookie only a
 * contradiction is refused, so that programs can sign in.
 */
export function assertSameSite(request: Asked, own: string | undefined, withCookie: boolean): void {
  if (safeMethods.has(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) {
    if (site === "same-origin" || site === "none") return;
    throw refusal();
  }
  const origin = request.headers.get("origin");
  if (origin === null ? withCookie : !sameOrigin(origin, request, own)) throw refusal();
}
