// What is known of one request while it is answered, and what the surroundings may tell about it.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { LimitVerdict } from "holdfast";

/** What whoever calls `fetch` may pass along. Everything is optional: a bare web-standard call works too. */
export interface ServerEnv {
  /** Network address of the caller, when the surroundings know it. */
  readonly address?: string;
  /** Set by @hono/node-server: the address is then read from its socket. */
  readonly incoming?: Pick<IncomingMessage, "socket">;
  /** Node's own response, when event streams may write to it directly (fewer copies than a web stream). */
  readonly direct?: ServerResponse;
}

/** One request and its answer. `route` is the pattern that matched, for logs and metrics: never the address bar's text. */
export interface Exchange {
  readonly requestId: string;
  readonly startedAt: number;
  readonly env: ServerEnv;
  route: string;
  /** What is left of the caller's limit, once it was counted. */
  limit?: LimitVerdict;
}

/** Opaque, unique for the life of this process and across processes in practice. */
export function requestIds(boot: string): () => string {
  let count = 0;
  return () => `${boot}-${(++count).toString(36)}`;
}
