// People whom somebody else's issuer vouches for, against a local issuer with real keys.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { testDatabase } from "holdfast/testing/vitest";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LiveServer, liveServer, type Person } from "../../testing/live-server.js";
import { problemOf, type ServerUnderTest, serverUnderTest } from "../../testing/server-under-test.js";
import { nameUuid, urlNamespace } from "../name-uuid.js";

const database = testDatabase();
const audience = "holdfast";
let issuer: string;
let issuing: Server;
let asked = 0;
let isAway = false;
let server: LiveServer;
let provisioning: ServerUnderTest;
let ada: Person;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;

async function publish(): Promise<void> {
  keys = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "one", alg: "ES256", use: "sig" };
  issuing = createServer((request, response) => {
    asked += 1;
    if (isAway) return void request.socket.destroy();
    const document = request.url === "/jwks" ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` };
    response.setHeader("content-type", "application/json").end(JSON.stringify(document));
  });
  issuing.listen(0, "127.0.0.1");
  await once(issuing, "listening");
  issuer = `http://127.0.0.1:${(issuing.address() as AddressInfo).port}`;
}

interface Claims {
  readonly sub?: string;
  readonly [claim: string]: unknown;
}

/** A token as the issuer makes them, with what the test changes. */
async function token(
  claims: Claims,
  changes: { issuer?: string; audience?: string; expires?: string; kid?: string } = {},
  key = keys.privateKey,
): Promise<string> {
  return new SignJWT({ jti: randomUUID(), ...claims })
    .setProtectedHeader({ alg: "ES256", kid: changes.kid ?? "one" })
    .setIssuer(changes.issuer ?? issuer)
    .setAudience(changes.audience ?? audience)
    .setIssuedAt()
    .setExpirationTime(changes.expires ?? "5min")
    .sign(key);
}

const get = (at: ServerUnderTest, path: string, jwt: string) => at.api(path, { headers: { authorization: `Bearer ${jwt}` } });

beforeAll(async () => {
  await publish();
  server = await liveServer(database, { jwt: { issuer, audience } });
  ada = await server.join("ada");
});
afterAll(async () => {
  await server.close();
  issuing.close();
  issuing.closeAllConnections();
});

describe("a JWT of the issuer", () => {
  it("[AC-02] is a session of the user whom it names, beside sessions of our own", async () => {
    const jwt = await token({ sub: ada.account.id.toUpperCase() });
    const me = (await (await get(server, "/me", jwt)).json()) as { account: { email: string } };
    expect(me.account.email).toBe(ada.account.email);
    expect((await server.api("/me", { headers: ada.as })).status).toBe(200);
    expect((await get(server, "/groups", jwt)).status).toBe(200);
  });

  it("[AC-02] is verified with keys that were asked for once", async () => {
    const before = asked;
    for (let one = 0; one < 5; one += 1)
      expect((await get(server, "/groups", await token({ sub: ada.account.id }))).status).toBe(200);
    expect(asked).toBe(before);
  });

  it("[AC-02] opens an event stream", async () => {
    const stream = await get(server, "/events", await token({ sub: ada.account.id }));
    expect([stream.status, stream.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
    await stream.body?.cancel();
  });

  it.each([
    ["of another issuer", { issuer: "https://elsewhere.example" }],
    ["for another audience", { audience: "another" }],
    ["that has expired", { expires: "-2min" }],
  ])("[AC-02] %s proves nothing", async (_, changes) => {
    const response = await get(server, "/groups", await token({ sub: ada.account.id }, changes));
    expect([response.status, (await problemOf(response)).code]).toEqual([401, "unauthenticated"]);
  });

  it("[AC-02] with a stranger's signature, with none, or with one that anybody can make proves nothing", async () => {
    const stranger = await generateKeyPair("ES256");
    const forged = await token({ sub: ada.account.id }, {}, stranger.privateKey);
    const [, payload] = (await token({ sub: ada.account.id })).split(".");
    const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.AA`;
    const publicJwk = JSON.stringify(await exportJWK(keys.publicKey));
    const hmac = await new SignJWT({ sub: ada.account.id })
      .setProtectedHeader({ alg: "HS256", kid: "one" })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime("5min")
      .sign(new TextEncoder().encode(publicJwk));
    for (const jwt of [forged, none, hmac, "a.b.c"]) expect((await get(server, "/groups", jwt)).status).toBe(401);
  });

  it("[AC-02] of somebody who is not in the users table opens nothing", async () => {
    expect((await get(server, "/groups", await token({ sub: randomUUID(), email: "new@example.org" }))).status).toBe(401);
  });

  it("[AC-02] with a key that nobody knows does not make the keys be asked for again and again", async () => {
    const before = asked;
    for (let one = 0; one < 5; one += 1)
      expect((await get(server, "/groups", await token({ sub: ada.account.id }, { kid: `key-${one}` }))).status).toBe(401);
    expect(asked - before).toBeLessThanOrEqual(1);
  });
});

describe("provisioning", () => {
  beforeAll(() => {
    const jwt = { issuer, audience, jwksUrl: `${issuer}/jwks`, provision: true };
    provisioning = serverUnderTest({ holdfast: server.holdfast, jwt });
  });

  it("[AC-02] makes an account for whoever the issuer vouches for; a name that is no UUID is always the same one", async () => {
    const sub = "auth0|5f7c8ec7c33c6c004bbafe82";
    const expected = nameUuid(nameUuid(urlNamespace, issuer), sub);
    const jwt = await token({ sub, email: "bob@example.org", email_verified: true });
    for (const one of [jwt, await token({ sub })]) {
      const me = (await (await get(provisioning, "/me", one)).json()) as { account: unknown };
      expect(me.account).toMatchObject({
        id: expected,
        email: "bob@example.org",
        emailVerifiedAt: expect.any(String) as unknown,
      });
    }
  });

  it("[AC-02] lets nobody into the account of another who has the same address", async () => {
    expect(
      (await get(provisioning, "/groups", await token({ sub: "eve", email: ada.account.email, email_verified: true }))).status,
    ).toBe(401);
  });

  it("[AC-02] an issuer that is away is a 503, and only for who needs it", async () => {
    isAway = true;
    const away = serverUnderTest({ holdfast: server.holdfast, jwt: { issuer, audience } });
    const response = await get(away, "/groups", await token({ sub: ada.account.id }));
    expect([response.status, (await problemOf(response)).code]).toEqual([503, "issuer_unavailable"]);
    expect((await away.api("/groups", { headers: ada.as })).status).toBe(200);
    isAway = false;
  });
});

describe("nameUuid", () => {
  it("[AC-02] is version 5 of RFC 9562", () => {
    expect(nameUuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  });
});
