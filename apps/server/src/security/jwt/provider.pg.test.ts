// People who sign in at an OpenID provider of another author, with JWTs as it makes and signs them, found by its discovery document.
import { type FaultyProvider, openFaultyProvider, signInForJwt } from "holdfast/testing/provider";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LiveServer, liveServer, type Person } from "../../testing/live-server.js";
import { problemOf, type ServerUnderTest, serverUnderTest } from "../../testing/server-under-test.js";

const database = testDatabase();
const audience = "holdfast";
let provider: FaultyProvider;
let server: LiveServer;
let ada: Person;

beforeAll(async () => {
  provider = await openFaultyProvider({ audience });
  server = await liveServer(database, { jwt: { issuer: provider.issuer, audience, provision: true } });
  ada = await server.join("ada");
});
afterAll(async () => {
  await server.close();
  await provider.close();
});

const get = (at: ServerUnderTest, path: string, jwt: string) => at.api(path, { headers: { authorization: `Bearer ${jwt}` } });

async function accountOf(jwt: string): Promise<unknown> {
  const response = await get(server, "/me", jwt);
  return ((await response.json()) as { readonly account?: unknown }).account;
}

it("[AC-02] whoever signs in at the provider is let in, and is the same person the next time", async () => {
  const [first, second] = [await signInForJwt(provider, "grace@example.org"), await signInForJwt(provider, "grace@example.org")];
  expect(first).not.toBe(second);
  const account = await accountOf(first);
  expect(account).toMatchObject({ email: "grace@example.org", emailVerifiedAt: expect.any(String) as string });
  expect(await accountOf(second)).toEqual(account);
});

it("[AC-02] [SC-02] whom the provider names by the id of a user is that user, and no other", async () => {
  const jwt = await signInForJwt(provider, ada.account.id);
  expect(await accountOf(jwt)).toMatchObject({ id: ada.account.id, email: ada.account.email });
  expect(await accountOf(await signInForJwt(provider, "alan@example.org"))).not.toMatchObject({ id: ada.account.id });
});

it("[AC-02] a token that the provider meant for another server proves nothing here", async () => {
  const elsewhere = serverUnderTest({ holdfast: server.holdfast, jwt: { issuer: provider.issuer, audience: "another" } });
  const response = await get(elsewhere, "/me", await signInForJwt(provider, ada.account.id));
  expect([response.status, (await problemOf(response)).code]).toEqual([401, "unauthenticated"]);
});
