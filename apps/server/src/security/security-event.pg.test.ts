// What counts as a security event, through the API to the metrics.
import { randomUUID } from "node:crypto";
import type { AlertList } from "@holdfast/contract";
import { createRateLimits } from "holdfast";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { jsonRequest } from "../testing/server-under-test.js";

const database = testDatabase();
let server: LiveServer;
let ada: Person;
beforeAll(async () => {
  server = await liveServer(database, { rateLimits: createRateLimits({ rules: { bulk: { points: 1, windowMs: 60_000 } } }) });
  ada = await server.join("ada");
});
afterAll(() => server.close());

const counts = () => server.holdfast.security.status().events;

it.each([
  [
    "a wrong password",
    "sign_in_failed",
    () => server.api("/sessions", jsonRequest("POST", { email: ada.account.email, password: "a wrong guess" })),
  ],
  ["somebody else's group", "foreign_access", () => server.api(`/groups/${randomUUID()}`, { headers: ada.as })],
  [
    "a session that is over",
    "dead_token",
    () => server.api("/groups", { headers: { authorization: `Bearer hfs_${"A".repeat(49)}` } }),
  ],
  [
    "a link that is over",
    "dead_token",
    () => server.api("/email-verifications/complete", jsonRequest("POST", { token: "hfv_nothing" })),
  ],
] as const)("[SC-07] %s is counted", async (_, event, ask) => {
  const before = counts();
  expect((await ask()).ok).toBe(false);
  expect(counts()).toEqual({ ...before, [event]: before[event] + 1 });
});

it("[SC-07] bulk operations beyond the limit are counted, a request without any session is not", async () => {
  const clear = () =>
    server.api("/operations", jsonRequest("POST", { operationId: randomUUID(), change: { kind: "clear_all" } }, ada.as));
  await clear();
  const before = counts();
  expect((await clear()).status).toBe(429);
  expect((await server.api("/groups")).status).toBe(401);
  expect(counts()).toEqual({ ...before, bulk_burst: before.bulk_burst + 1 });
});

it("[SC-07] counts are exported", async () => {
  const text = await (await server.get("/metrics")).text();
  expect(text).toMatch(/^holdfast_security_events_total\{event="sign_in_failed"\} 1$/m);
  expect(text).toMatch(/^holdfast_security_alerts_total 0$/m);
});

it("[SC-07] an alert is listed for administrators, with how grave it is, and for nobody else", async () => {
  server.holdfast.security.note("unseal_failed");
  expect((await server.api("/admin/alerts", { headers: ada.as })).status).toBe(403);
  await database.query("update holdfast.app_user set role = 'admin' where id = $1", [ada.account.id]);
  const { alerts } = (await (await server.api("/admin/alerts", { headers: ada.as })).json()) as AlertList;
  expect(alerts).toMatchObject([{ event: "unseal_failed", severity: "critical", count: 1, delivery: "none" }]);
});
