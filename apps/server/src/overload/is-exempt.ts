// What is answered under overload too: supervisors must see that the process lives, and a stream's end would only bring more work.
import { apiBase, endpoints } from "@holdfast/contract";

const exempt: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics", `${apiBase}${endpoints.events.path}`]);

/** By the path of a URL. */
export function isExempt(url: string): boolean {
  return URL.canParse(url) && exempt.has(new URL(url).pathname);
}
