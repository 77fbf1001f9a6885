// The short way from Node's messages to an answer says exactly what the web-standard way says.
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServerLog } from "./log.js";
import { type RunningServer, serveHttp } from "./serve-http.js";
import { type LiveServer, liveServer, type Person } from "./testing/live-server.js";
import { jsonRequest } from "./testing/server-under-test.js";

const database = testDatabase();
const operation = "00000000-0000-4000-8000-000000000001";
let live: LiveServer;
let running: RunningServer;
let ann: Person;
let recordIds: readonly string[];

beforeAll(async () => {
  live = await liveServer(database);
  running = await serveHttp({ app: live.app, log: createServerLog({ level: "silent" }), port: 0 });
  ann = await live.join("ann");
  recordIds = await live.addRecords(20);
  const select = { operationId: crypto.randomUUID(), change: { kind: "bulk_select", recordIds } };
  const repeated = { operationId: operation, change: { kind: "select", recordId: recordIds[0] } };
  for (const asked of [select, repeated]) await live.api("/operations", jsonRequest("POST", asked, ann.as));
});

afterAll(async () => {
  await running.close(1000);
  await live.close();
});

/** What differs from one answer to the next by itself. */
const ofThisAnswer = new Set(["x-request-id", "date", "connection", "keep-alive", "transfer-encoding", "content-length"]);

async function told(response: Response) {
  const headers = [...response.headers].filter(([name]) => !ofThisAnswer.has(name));
  const text = (await response.text()).replaceAll(/urn:holdfast:request:[\w-]+/g, "urn:holdfast:request:x");
  return { status: response.status, headers: Object.fromEntries(headers), text };
}

describe("the short way", () => {
  it.each<readonly [what: string, path: string, init: () => RequestInit]>([
    ["a group", "/groups/default/records", () => ({ headers: ann.as })],
    ["a group that is known already", "/groups/default/records", () => ({ headers: { ...ann.as, "if-none-match": "*" } })],
    ["a group that is none", "/groups/nonsense/records", () => ({ headers: ann.as })],
    ["a group of nobody", `/groups/${operation}/records`, () => ({ headers: ann.as })],
    ["a page with a query", "/groups/default/items?offset=5&limit=3", () => ({ headers: ann.as })],
    ["a query that is twice there", "/groups/default/items?limit=3&limit=4", () => ({ headers: ann.as })],
    ["a query in percent signs", "/records?text=Record%201", () => ({ headers: ann.as })],
    ["nobody", "/me", () => ({})],
    ["somebody with a dead token", "/me", () => ({ headers: { authorization: "Bearer hfs_x" } })],
    ["a browser", "/undo", () => ({ headers: { cookie: ann.cookie } })],
    [
      "another site's change",
      "/flush",
      () => ({ method: "POST", headers: { cookie: ann.cookie, "sec-fetch-site": "cross-site" } }),
    ],
    ["a user where administrators are wanted", "/admin/status", () => ({ headers: ann.as })],
    [
      "an operation, again",
      "/operations",
      () => jsonRequest("POST", { operationId: operation, change: { kind: "select", recordId: recordIds[0] } }, ann.as),
    ],
    ["an operation that is none", "/operations", () => jsonRequest("POST", { operationId: "x" }, ann.as)],
    ["text that is no JSON", "/operations", () => jsonRequest("POST", "{", ann.as)],
    ["JSON that is not called so", "/operations", () => ({ method: "POST", headers: ann.as, body: "{}" })],
    ["a change without a body", "/operations", () => ({ method: "POST", headers: ann.as })],
    ["a path with dots", "/groups/../undo", () => ({ headers: ann.as })],
    ["a path that does not exist", "/nothing", () => ({ headers: ann.as })],
    ["a method that does not exist there", "/me", () => ({ method: "PUT", headers: ann.as })],
    ["only the head", "/undo", () => ({ method: "HEAD", headers: ann.as })],
  ])("[DX-04] answers %s as the web-standard handler does", async (_what, path, init) => {
    const direct = await fetch(`${running.url}/api/v1${path}`, init());
    const standard = await live.api(path, init());
    expect(await told(direct)).toEqual(await told(standard));
  });

  it("[SC-03] closes the connection on a body that is too large, unread", async () => {
    const body = JSON.stringify({ text: "x".repeat(2.5 * 1024 * 1024) });
    const answer = await fetch(`${running.url}/api/v1/operations`, jsonRequest("POST", body, ann.as)).catch(() => undefined);
    expect([413, undefined]).toContain(answer?.status);
    expect((await fetch(`${running.url}/api/v1/me`, { headers: ann.as })).status).toBe(200);
  });

  it("[OP-01] is logged and counted like every other", async () => {
    await fetch(`${running.url}/api/v1/sessions`, { headers: ann.as });
    expect(live.logged.some((line) => line.includes('"route":"/api/v1/sessions","status":200'))).toBe(true);
    const metrics = await (await live.get("/metrics")).text();
    expect(metrics).toMatch(
      /holdfast_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/sessions",status="200"\} 1\n/,
    );
  });
});
