// A generator of load, as a process of its own: autocannon, with a session for each connection.
import { randomUUID } from "node:crypto";
import autocannon from "autocannon";
import type { LoadOrder, LoadResult } from "./load-order.js";
import { firstOrder } from "./order.js";

const { url, connections, seconds, tokens, recordIds } = await firstOrder<LoadOrder>();

const bearerOf = (place: number): string => `Bearer ${tokens[place % tokens.length] ?? ""}`;

let connection = 0;
let next = 0;

/** An operation of its own for each request. */
function selecting(ids: NonNullable<LoadOrder["recordIds"]>, authorization: string): autocannon.Request {
  const headers = { authorization, "content-type": "application/json" };
  return {
    method: "POST",
    headers,
    setupRequest: (request) => {
      const change = { kind: "select", recordId: ids[next++ % ids.length] };
      return { ...request, body: JSON.stringify({ operationId: randomUUID(), change }) };
    },
  };
}

const result = await autocannon({
  url,
  connections,
  duration: seconds,
  setupClient: (client) => {
    const authorization = bearerOf(connection++);
    if (recordIds === undefined) client.setHeaders({ authorization });
    else client.setRequests([selecting(recordIds, authorization)]);
  },
});

const seen: LoadResult = {
  perSecond: result["2xx"] / result.duration,
  p50: result.latency.p50,
  p99: result.latency.p99,
  failed: result.non2xx + result.errors + result.timeouts,
};
process.send?.(seen);
