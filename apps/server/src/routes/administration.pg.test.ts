// What administrators ask over HTTP: the trail as JSON lines and CSV, a verdict with progress, holds, erasure.
import { randomUUID } from "node:crypto";
import type { AuditEvent } from "@holdfast/contract";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { jsonRequest, problemOf } from "../testing/server-under-test.js";

const database = testDatabase();
let server: LiveServer;
let administrator: Person;
let ada: Person;

beforeAll(async () => {
  server = await liveServer(database);
  administrator = await server.join("administrator");
  ada = await server.join("ada");
  await database.query("update holdfast.app_user set role = 'admin' where id = $1", [administrator.account.id]);
  const [recordId] = await server.addRecords(1);
  const body = { operationId: randomUUID(), ack: "database", change: { kind: "select", recordId } };
  await server.api("/operations", jsonRequest("POST", body, ada.as));
});
afterAll(() => server.close());

const get = (path: string) => server.api(path, { headers: administrator.as });
const send = (method: string, path: string, body?: unknown) =>
  server.api(path, body === undefined ? { method, headers: administrator.as } : jsonRequest(method, body, administrator.as));
const documents = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

it("[SY-09] shows how the process is", async () => {
  const status = await (await get("/admin/status")).json();
  expect(status).toMatchObject({ ready: true, drain: { conservation: { holds: true } }, audit: { problem: null } });
});

it("[TK-16] [TK-18] says what is in memory, fills it and compares it with the database, with the report as the last line", async () => {
  await server.holdfast.tokens.put(
    { userId: ada.account.id },
    { provider: "github" },
    { accessToken: "gho_secret", tokenType: "Bearer" },
  );
  const warmed = documents(await (await send("POST", "/admin/token-cache/warm", { most: 100 })).text());
  expect(warmed.at(-1)).toMatchObject({ type: "report", warming: { state: "done" } });
  const compared = documents(await (await send("POST", "/admin/token-cache/reconcile")).text());
  const last = compared.at(-1) as { readonly report: { readonly checked: number } };
  expect(last).toMatchObject({ type: "report", report: { outdated: 0, missing: 0, ahead: 0 } });
  expect(last.report.checked).toBeGreaterThan(0);
  expect(compared.slice(0, -1).every(({ type }) => type === "progress")).toBe(true);
  const report = await (await get("/admin/token-cache")).json();
  expect(report).toMatchObject({ tokenCache: { unopened: 0 }, changeFeed: { deltaMs: 1000 }, reconciled: { outdated: 0 } });
  expect(JSON.stringify([warmed, compared, report])).not.toContain("gho_secret");
  expect((await send("POST", "/admin/token-cache/warm", { most: 0 })).status).toBe(400);
});

it("[AU-07] reports and counts everybody's events, a user's own to the user", async () => {
  const { events } = (await (await get("/admin/audit?action=select")).json()) as { events: readonly AuditEvent[] };
  expect(events.map(({ userId }) => userId)).toEqual([ada.account.id]);
  const none = await (await get(`/admin/audit?action=select&userId=${administrator.account.id}`)).json();
  expect(none).toEqual({ events: [], next: null });
  const own = await (await server.api("/audit/counts?by=day&action=select", { headers: ada.as })).json();
  expect(own).toEqual({ counts: [{ from: expect.any(String) as unknown, action: null, count: 1, entries: 1 }] });
  const wrong = await get("/admin/audit?address=nowhere");
  expect([wrong.status, (await problemOf(wrong)).code]).toEqual([400, "invalid_request"]);
});

it("[AU-07] streams the trail as JSON lines and as CSV, and refuses before the first line", async () => {
  const lines = await get("/admin/audit/export?action=select");
  expect(lines.headers.get("content-type")).toBe("application/x-ndjson");
  expect(documents(await lines.text())).toMatchObject([{ action: "select", userId: ada.account.id }]);
  const csv = await server.api("/audit/export?format=csv", { headers: ada.as });
  expect(csv.headers.get("content-type")).toContain("text/csv");
  expect((await csv.text()).split("\r\n")[0]).toContain("id,at,actorId");
  expect((await get("/admin/audit/export?format=csv&address=nowhere")).status).toBe(400);
  const wrong = await get("/admin/audit/export?address=nowhere");
  expect([wrong.status, (await problemOf(wrong)).code]).toEqual([400, "invalid_request"]);
});

it("[AU-04] verifies with a verdict as the last line, and against roots that were kept", async () => {
  const kept = await (await get("/admin/audit/roots")).text();
  const answer = await send("POST", "/admin/audit/verify", { anchors: kept });
  const all = documents(await answer.text());
  expect(all.at(-1)).toMatchObject({ type: "verdict", verification: { intact: true, first: null } });
  expect(all.slice(0, -1).every(({ type }) => type === "progress")).toBe(true);
  const wrong = await send("POST", "/admin/audit/verify", { anchors: "no root" });
  expect([wrong.status, (await problemOf(wrong)).code]).toEqual([400, "invalid_request"]);
});

it("[AU-05] names what retention would remove", async () => {
  expect(await (await get("/admin/retention")).json()).toMatchObject({ dryRun: true, removedRows: 0 });
  expect(await (await send("POST", "/admin/retention")).json()).toMatchObject({ dryRun: false, removedRows: 0 });
});

it("[AU-06] erases a person, unless a hold covers them, and ends their sessions", async () => {
  const path = `/admin/users/${ada.account.id}/erase`;
  const hold = (await (await send("POST", "/admin/holds", { userId: ada.account.id, reason: "Case 12" })).json()) as {
    id: string;
  };
  expect(await (await send("POST", path, { reason: "On request" })).json()).toEqual({
    status: "held",
    holds: [{ id: hold.id, reason: "Case 12" }],
  });
  expect((await server.api("/me", { headers: ada.as })).status).toBe(200);
  expect((await send("DELETE", `/admin/holds/${hold.id}`)).status).toBe(204);
  expect((await send("DELETE", `/admin/holds/${hold.id}`)).status).toBe(404);
  expect(await (await send("POST", path, { reason: "On request" })).json()).toMatchObject({ status: "erased", account: true });
  expect((await server.api("/me", { headers: ada.as })).status).toBe(401);
});
