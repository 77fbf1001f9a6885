// Accounts and sessions through the real login.
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { jsonRequest, problemOf } from "../testing/server-under-test.js";

const database = testDatabase();
let server: LiveServer;
let ada: Person;

beforeAll(async () => {
  server = await liveServer(database);
  ada = await server.join("ada");
});
afterAll(() => server.close());

const own = { "sec-fetch-site": "same-origin" };

describe("accounts", () => {
  it("[AC-01] registers with a cookie that signs in, and never with a token in the answer", async () => {
    const response = await server.api(
      "/accounts",
      jsonRequest("POST", { email: "grace@example.org", password: "a long pass phrase" }),
    );
    expect(response.status).toBe(201);
    expect(response.headers.get("set-cookie")).toMatch(/^holdfast=hfs_[\w-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await response.json()).not.toHaveProperty("token");
    const cookie = response.headers.get("set-cookie")!.split(";")[0]!;
    const me = await server.api("/me", { headers: { cookie } });
    expect(await me.json()).toMatchObject({ account: { email: "grace@example.org" }, session: { current: true } });
  });

  it("[AC-01, L-09] signs a program in with a token, once, and without a cookie", async () => {
    const body = { email: ada.account.email, password: ada.password, transport: "bearer" };
    const response = await server.api("/sessions", jsonRequest("POST", body));
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(await response.json()).toMatchObject({ token: expect.stringMatching(/^hfs_/) as unknown });
  });

  it("[AC-01] refuses a wrong password and an unknown address in the same words", async () => {
    const attempt = async (email: string) => {
      const response = await server.api("/sessions", jsonRequest("POST", { email, password: "not this one" }));
      return { status: response.status, problem: await problemOf(response) };
    };
    const wrong = await attempt(ada.account.email);
    expect(wrong).toMatchObject({ status: 401, problem: { code: "credentials_refused" } });
    expect(await attempt("nobody@example.org")).toEqual(wrong);
  });

  it("[AC-01] lists devices, ends one, ends the others", async () => {
    const spare = await server.signIn(ada);
    await server.signIn(ada);
    const list = async () =>
      ((await (await server.api("/sessions", { headers: ada.as })).json()) as { sessions: { id: string; current: boolean }[] })
        .sessions;
    expect((await list()).filter(({ current }) => current).map(({ id }) => id)).toEqual([ada.sessionId]);
    expect((await server.api(`/sessions/${spare.session.id}`, { method: "DELETE", headers: ada.as })).status).toBe(204);
    expect((await list()).map(({ id }) => id)).not.toContain(spare.session.id);
    expect((await server.api("/sessions/others", { method: "DELETE", headers: ada.as })).status).toBe(200);
    expect((await list()).map(({ id }) => id)).toEqual([ada.sessionId]);
  });

  it("[AC-01, L-05] signs out: what was acknowledged is applied, the session is dead, the cookie is taken back", async () => {
    const signedIn = await server.api("/sessions", jsonRequest("POST", { email: ada.account.email, password: ada.password }));
    const cookie = signedIn.headers.get("set-cookie")!.split(";")[0]!;
    const response = await server.api("/sessions/current", { method: "DELETE", headers: { cookie, ...own } });
    expect(await response.json()).toMatchObject({ state: "applied" });
    expect(response.headers.get("set-cookie")).toMatch(/^holdfast=; Max-Age=0/);
    expect((await server.api("/me", { headers: { cookie } })).status).toBe(401);
  });
});

describe("secrets", () => {
  it("[SC-04] reveals a held token to a program, and refuses a browser with the reason", async () => {
    await server.api("/tokens/github", jsonRequest("PUT", { accessToken: "gho_verysecret", scopes: ["repo"] }, ada.as));
    expect(await (await server.api("/tokens/github", { headers: ada.as })).json()).toMatchObject({
      status: "active",
      accessToken: "gho_verysecret",
    });
    const signedIn = await server.api("/sessions", jsonRequest("POST", { email: ada.account.email, password: ada.password }));
    const cookie = signedIn.headers.get("set-cookie")!.split(";")[0]!;
    const refused = await server.api("/tokens/github", { headers: { cookie, ...own } });
    expect(refused.status).toBe(403);
    expect(await problemOf(refused)).toMatchObject({ code: "forbidden", why: expect.stringContaining("secret") as unknown });
    const listed = await server.api("/tokens", { headers: { cookie } });
    expect(await listed.text()).not.toContain("gho_verysecret");
  });

  it("[SC-05, L-10] writes no secret to the log", () => {
    const everything = server.logged.join("");
    expect(everything).toContain('"route":"/api/v1/sessions"');
    expect(everything).not.toMatch(/hfs_|gho_|pass phrase/);
  });
});
