// Connections over HTTP: which providers there are, the way there and back, and what the console is told.
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { jsonRequest, problemOf } from "../testing/server-under-test.js";

const database = testDatabase();
let server: LiveServer;
let person: Person;

beforeAll(async () => {
  server = await liveServer(database, { origin: "https://holdfast.example" });
  person = await server.join("connector");
});
afterAll(() => server.close());

const begin = (provider: string, body: object = {}): Promise<Response> =>
  server.api(`/connections/${provider}`, jsonRequest("POST", body, person.as));
const answer = (query: Readonly<Record<string, string>>): Promise<Response> =>
  server.api(`/connections/callback?${new URLSearchParams(query).toString()}`, { headers: person.as });

it("[TK-23] names the providers that are configured, and nothing of their clients", async () => {
  const text = await (await server.api("/providers", { headers: person.as })).text();
  expect(JSON.parse(text)).toEqual({ providers: [{ provider: "github", displayName: "GitHub", scopes: ["read:user"] }] });
  expect(text).not.toContain("secret");
});

it("[TK-23] sends the browser to the provider, which is to send it back to this server", async () => {
  const begun = await begin("github", { scopes: ["repo", "read:org"], account: "work" });
  const { url } = (await begun.json()) as { readonly url: string };
  const { searchParams } = new URL(url);
  expect([begun.status, searchParams.get("redirect_uri"), searchParams.get("scope")]).toEqual([
    200,
    "https://holdfast.example/api/v1/connections/callback",
    "repo read:org",
  ]);
});

it("[TK-23] leads back to the console and says how it went", async () => {
  const { url } = (await (await begin("github")).json()) as { readonly url: string };
  const state = new URL(url).searchParams.get("state") ?? "";
  const locations = [];
  for (const query of [
    { state: "hfc_nobody", code: "x" },
    { state, error: "access_denied", extra: "of some providers" },
    { state, code: "x" },
  ]) {
    const response = await answer(query);
    locations.push([response.status, response.headers.get("location")]);
  }
  expect(locations).toEqual([
    [303, "/connections?problem=state_mismatch"],
    [303, "/connections?problem=denied&provider=github"],
    [303, "/connections?problem=used"],
  ]);
});

it("[TK-23] a provider that does not answer is a problem of a moment", async () => {
  const { url } = (await (await begin("github")).json()) as { readonly url: string };
  const response = await answer({ state: new URL(url).searchParams.get("state") ?? "", code: "x" });
  expect(response.headers.get("location")).toBe("/connections?problem=unavailable&provider=github");
});

it("[TK-23] a provider that is not configured is not there", async () => {
  expect(await problemOf(await begin("nobody"))).toMatchObject({ status: 404, code: "not_found" });
});

it("[TK-19] a refresh that cannot be made says when to try again, and a program sees the same of an expired token", async () => {
  const expiresAt = new Date(Date.now() - 1000).toISOString();
  await server.api("/tokens/github", jsonRequest("PUT", { accessToken: "a", refreshToken: "r", expiresAt }, person.as));
  for (const call of [
    server.api("/tokens/github/refresh", { method: "POST", headers: person.as }),
    server.api("/tokens/github", { headers: person.as }),
  ]) {
    const response = await call;
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        status: "unavailable",
        reason: expect.any(String) as unknown,
        at: expect.any(String) as unknown,
        retryAfterSeconds: expect.any(Number) as unknown,
      },
    ]);
  }
});

it("[TK-24] disconnecting ends the token here, whatever the provider says", async () => {
  const response = await server.api("/tokens/github", { method: "DELETE", headers: person.as });
  expect([response.status, await response.json()]).toMatchObject([200, { status: "revoked" }]);
});
