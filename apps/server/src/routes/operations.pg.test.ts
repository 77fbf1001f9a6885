// What the operations page asks for: keys turned in the background, events that were counted, limits, how long the trail is kept.
import type { AuditEvent, KeyRotationState } from "@holdfast/contract";
import { createRateLimits } from "holdfast";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { jsonRequest, problemOf } from "../testing/server-under-test.js";

const database = testDatabase();
let server: LiveServer;
let administrator: Person;
let ada: Person;

beforeAll(async () => {
  server = await liveServer(database, { rateLimits: createRateLimits() });
  administrator = await server.join("administrator");
  ada = await server.join("ada");
  await database.query("update holdfast.app_user set role = 'admin' where id = $1", [administrator.account.id]);
  await server.api("/tokens/github", jsonRequest("PUT", { accessToken: "a secret that is sealed" }, ada.as));
});
afterAll(() => server.close());

const send = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
  const request = body === undefined ? { method, headers: administrator.as } : jsonRequest(method, body, administrator.as);
  return (await (await server.api(path, request)).json()) as Answer;
};

it("[TK-08] [UI-06] counts keys, rotates in the background, and refuses to retire the current key", async () => {
  const { census, rotation } = await send<{ census: { currentId: string; keys: unknown[] }; rotation: KeyRotationState }>(
    "GET",
    "/admin/keys",
  );
  expect([census, rotation]).toMatchObject([{ keys: [{ current: true, rows: 1 }], outdated: 0 }, { state: "none" }]);
  expect(await send("POST", "/admin/keys/rotation")).toMatchObject({ state: "running" });
  expect(await send("DELETE", "/admin/keys/rotation")).toMatchObject({ resealed: 0, unopened: 0, problem: null });
  const refused = await server.api(`/admin/keys/${census.currentId}/retire`, { method: "POST", headers: administrator.as });
  expect((await problemOf(refused)).code).toBe("key_in_use");
});

it("[SC-07] [UI-06] shows what was counted beside the rule over it", async () => {
  await server.api("/sessions", jsonRequest("POST", { email: "ada@example.org", password: "not the pass phrase" }));
  const { events } = await send<{ events: readonly object[] }>("GET", "/admin/security");
  expect(events).toContainEqual({ event: "sign_in_failed", total: 1, inWindow: 1, points: 100, windowMs: 300_000 });
  expect(await send("GET", "/admin/alerts")).toEqual({ alerts: [] });
});

it("[LI-01] [UI-06] shows the limits that callers are held to, and how often they were met", async () => {
  const report = await send<{ requests: readonly object[]; selections: object }>("GET", "/admin/limits");
  expect(report.requests).toContainEqual({ limit: "read", points: 6000, windowMs: 60_000, refused: 0 });
  expect(report.selections).toEqual({ recordsPerGroup: 50_000, groupsPerUser: 100 });
});

it("[UI-04] [UI-06] tells administrators whose ids stand in the trail, once each, and nothing of nobody's", async () => {
  const { id, email } = ada.account;
  const nobody = "20000000-0000-4000-8000-000000000001";
  expect(await send("GET", `/admin/people?person=${id}&person=${id}&person=${nobody}`)).toEqual({
    people: [{ id, email, role: "user" }],
  });
});

it("[AU-05] [UI-06] changes how long a class of events is kept, and says so in the trail", async () => {
  const before = await send<Record<string, number>>("GET", "/admin/retention/policy");
  expect(await send("PATCH", "/admin/retention/policy", { sessions: 7 })).toEqual({ ...before, sessions: 7 });
  const { events } = await send<{ events: readonly AuditEvent[] }>("GET", "/admin/audit?action=audit_retention_changed");
  expect(events).toMatchObject([{ actorId: administrator.account.id, metadata: { class: "sessions", keepMonths: 7 } }]);
  const wrong = await server.api("/admin/retention/policy", jsonRequest("PATCH", { sessions: 0 }, administrator.as));
  expect((await problemOf(wrong)).code).toBe("invalid_request");
});

it("[TK-25] tells the history of a token, never its secret, and nothing of a token that nobody has", async () => {
  const answer = await server.api("/tokens/github/history", { headers: ada.as });
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ events: [{ action: "held_token_put", actorId: ada.account.id }], next: null });
  expect(text).not.toContain("a secret that is sealed");
  expect((await server.api("/tokens/github/history", { headers: administrator.as })).status).toBe(404);
});

it("[AU-07] a user's own trail is filtered by address and session too", async () => {
  const find = async (query: string): Promise<readonly AuditEvent[]> => {
    const answer = await server.api(`/audit?${query}`, { headers: ada.as });
    return ((await answer.json()) as { readonly events: readonly AuditEvent[] }).events;
  };
  expect(await find(`sessionId=${ada.sessionId}`)).toMatchObject([{ action: "held_token_put" }, { action: "sign_in" }]);
  expect(await find("address=192.0.2.0/24")).toEqual([]);
});

it("[AU-04] proves an event to its owner once it is sealed, and to nobody else", async () => {
  const { events } = (await (await server.api("/audit?action=held_token_put", { headers: ada.as })).json()) as {
    events: readonly AuditEvent[];
  };
  const path = `/audit/proof?event=${events[0]!.id}`;
  const proofFor = async (person: Person): Promise<unknown> => (await server.api(path, { headers: person.as })).json();
  await expect.poll(() => proofFor(ada), { timeout: 15_000 }).toMatchObject({ status: "included", eventId: events[0]!.id });
  expect(await proofFor(administrator)).toEqual({ status: "absent" });
});
