// People of an application that this server is mounted in: its cookie and its tokens are enough, until it says that they are not.
import { randomUUID } from "node:crypto";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { problemOf } from "../testing/server-under-test.js";
import type { ApplicationSession } from "./application-sessions.js";

const database = testDatabase();
const cookie = "library_session";
const sessions = new Map<string, ApplicationSession>();
let isAway = false;
let server: LiveServer;
let ada: Person;

const inAnHour = (): Date => new Date(Date.now() + 3_600_000);

beforeAll(async () => {
  const verify = async (token: string): Promise<ApplicationSession | undefined> => {
    if (isAway) throw new Error("The table of sessions is away.");
    return sessions.get(token);
  };
  server = await liveServer(database, { applicationSessions: { cookie, verify } });
  ada = await server.join("ada");
});
afterAll(() => server.close());

function signIn(userId: string, more: Partial<ApplicationSession> = {}): string {
  const token = `s-${randomUUID()}`;
  sessions.set(token, { userId, expiresAt: inAnHour(), ...more });
  return token;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const browser = (token: string, site = "same-origin") => ({
  cookie: `theme=dark; ${cookie}=${token}`,
  "sec-fetch-site": site,
  "content-type": "application/json",
});
const newGroup = (headers: Record<string, string>) => {
  const body = JSON.stringify({ operationId: randomUUID(), change: { kind: "create_group", name: randomUUID() } });
  return server.api("/operations", { method: "POST", headers, body });
};

it("[AC-02] a session of the application is one here, by its cookie and as a bearer token, beside sessions of our own", async () => {
  const token = signIn(ada.account.id.toUpperCase(), { email: "ada@library.example" });
  for (const headers of [bearer(token), browser(token)]) {
    const me = (await (await server.api("/me", { headers })).json()) as { account: { id: string } };
    expect(me.account.id).toBe(ada.account.id);
    expect((await server.api("/groups", { headers })).status).toBe(200);
  }
  expect((await server.api("/me", { headers: ada.as })).status).toBe(200);
});

it("[AC-02] [AU-02] what it did is in the trail under the person and the session, without the token", async () => {
  const token = signIn(ada.account.id);
  expect((await newGroup({ ...bearer(token), "content-type": "application/json" })).status).toBe(200);
  await server.holdfast.selections.flush(ada.account.id);
  const told = await (await server.api("/audit?action=create_group", { headers: bearer(token) })).text();
  const { events } = JSON.parse(told) as { events: readonly { readonly sessionId: string }[] };
  expect(events[0]?.sessionId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
  expect(told).not.toContain(token);
});

it("[AC-02] [SC-04] another site cannot use the application's cookie", async () => {
  const token = signIn(ada.account.id);
  expect((await newGroup(browser(token))).status).toBe(200);
  const refused = await newGroup(browser(token, "cross-site"));
  expect([refused.status, (await problemOf(refused)).code]).toEqual([403, "cross_site_refused"]);
});

it.each([
  ["that the application does not know", () => "s-unknown"],
  ["that has expired", () => signIn(ada.account.id, { expiresAt: new Date(Date.now() - 1) })],
  ["of somebody who is not in the users table", () => signIn(randomUUID())],
])("[AC-02] a session %s proves nothing", async (_, token) => {
  const response = await server.api("/groups", { headers: bearer(token()) });
  expect([response.status, (await problemOf(response)).code]).toEqual([401, "unauthenticated"]);
});

it("[AC-02] [RT-03] what the application ends, ends here at once, open event streams included", async () => {
  const token = signIn(ada.account.id);
  const stream = await server.api("/events", { headers: bearer(token) });
  expect(stream.status).toBe(200);
  sessions.delete(token);
  expect((await server.api("/groups", { headers: bearer(token) })).status).toBe(401);
  expect(await stream.text()).toContain("signed_out");
});

it("[AC-02] an application that cannot answer is a 503, and only for its own sessions", async () => {
  const token = signIn(ada.account.id);
  isAway = true;
  const response = await server.api("/groups", { headers: bearer(token) });
  expect([response.status, (await problemOf(response)).code]).toEqual([503, "issuer_unavailable"]);
  expect((await server.api("/groups", { headers: ada.as })).status).toBe(200);
  isAway = false;
});

it("[AC-02] a user id that is no UUID is told to whoever runs the server", async () => {
  const response = await server.api("/groups", { headers: bearer(signIn("42")) });
  expect([response.status, (await problemOf(response)).code]).toEqual([500, "configuration_invalid"]);
});
