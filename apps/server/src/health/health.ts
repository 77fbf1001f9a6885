// Whether the process lives and whether it can take work, for supervisors and load balancers (OP-01).
import type { Holdfast } from "holdfast";

const headers = { "content-type": "application/json", "cache-control": "no-store", "x-content-type-options": "nosniff" };

const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status, headers });

/** Alive: the event loop answers. Says nothing about the database, so that an outage there restarts nobody. */
export function healthz(version: string): Response {
  return answer(200, { status: "alive", version });
}

/** Ready for requests, or 503 with the reasons, one sentence each. */
export function readyz(holdfast: Holdfast, stopping: boolean): Response {
  const { ready, reasons } = holdfast.status();
  if (stopping) return answer(503, { status: "stopping", reasons: ["The server is shutting down.", ...reasons] });
  return ready ? answer(200, { status: "ready", reasons: [] }) : answer(503, { status: "not ready", reasons });
}
