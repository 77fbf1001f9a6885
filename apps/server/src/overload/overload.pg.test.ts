// Ten times as much at once as is taken: early refusals, bounded memory, and everything accepted is done.
import { randomUUID } from "node:crypto";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createServerLog } from "../log.js";
import { type RunningServer, serveHttp } from "../serve-http.js";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { jsonRequest } from "../testing/server-under-test.js";

const database = testDatabase();
const capacity = 10;
const crowd = 10 * capacity;
let server: LiveServer;
let running: RunningServer;
let ada: Person;
let records: readonly string[];
beforeAll(async () => {
  server = await liveServer(database, { overload: { requestsUnderWay: capacity, loopDelayMs: 0 } });
  running = await serveHttp({ app: server.app, log: createServerLog({ level: "silent" }), port: 0 });
  ada = await server.join("ada");
  records = await server.addRecords(500);
});
afterAll(async () => {
  await running.close(1000);
  await server.close();
});

const select = async (recordId: string) => {
  const body = { operationId: randomUUID(), ack: "database", change: { kind: "select", recordId } };
  const response = await fetch(`${running.url}/api/v1/operations`, jsonRequest("POST", body, ada.as));
  await response.text();
  return { recordId, status: response.status, retryAfter: response.headers.get("retry-after") };
};

it("[LI-02] under ten times the capacity some are refused early, none hangs, and what was accepted is done", async () => {
  const before = process.memoryUsage().heapUsed;
  const answers = [];
  for (let round = 0; round < records.length / crowd; round += 1) {
    const burst = records.slice(round * crowd, (round + 1) * crowd);
    answers.push(...(await Promise.all(burst.map(select))));
  }
  const accepted = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 503);
  expect(accepted.length + refused.length).toBe(records.length);
  expect(accepted.length).toBeGreaterThanOrEqual(capacity);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ retryAfter }) => Number(retryAfter) >= 1)).toBe(true);
  const kept = await server.holdfast.selections.records(ada.account.id, "default");
  expect([...(kept?.recordIds ?? [])].toSorted()).toEqual(accepted.map(({ recordId }) => recordId).toSorted());
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 1024 * 1024);
  const metrics = await (await fetch(`${running.url}/metrics`)).text();
  expect(metrics).toContain(`holdfast_http_requests_shed_total{reason="under_way"} ${refused.length}`);
});

it("[LI-02] health is answered while everything else is refused", async () => {
  const many = records.slice(0, crowd).map(select);
  const healthy = await Promise.all(
    ["/healthz", "/readyz", "/metrics"].map(async (path) => (await fetch(running.url + path)).status),
  );
  expect(healthy).toEqual([200, 200, 200]);
  await Promise.all(many);
});
