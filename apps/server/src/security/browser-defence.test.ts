// Cookies, cross-site requests and headers, as browsers meet them.
import { describe, expect, it } from "vitest";
import { jsonRequest, problemOf, serverUnderTest } from "../testing/server-under-test.js";
import { callerAddress } from "./caller-address.js";
import { clearCookie, issueCookie, readSessionCookie } from "./session-cookie.js";

const server = serverUnderTest();
const change = (headers: Record<string, string>) => server.api("/flush", { method: "POST", headers });

describe("session cookie", () => {
  it("[SC-04] is closed to scripts, other sites and, when secure, to siblings and plain connections", () => {
    expect(issueCookie("hfs_x", true)).toMatch(/^__Host-holdfast=hfs_x; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect(issueCookie("hfs_x", false)).toMatch(/^holdfast=hfs_x; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(clearCookie(true)).toContain("Max-Age=0");
  });

  it("[SC-04] is read under its own name only", () => {
    expect(readSessionCookie("a=1; holdfast=hfs_x; b=2", false)).toBe("hfs_x");
    expect(readSessionCookie("a=1; holdfast=hfs_x", true)).toBeUndefined();
    expect(readSessionCookie("xholdfast=hfs_x; holdfast=", false)).toBeUndefined();
    expect(readSessionCookie(null, false)).toBeUndefined();
  });
});

describe("requests from other sites", () => {
  const cookie = "holdfast=hfs_x";

  it.each([
    ["another site, by Fetch Metadata", { cookie, "sec-fetch-site": "cross-site" }],
    ["a sibling domain", { cookie, "sec-fetch-site": "same-site" }],
    ["another origin", { cookie, origin: "https://evil.example" }],
    ["a sandboxed frame", { cookie, origin: "null" }],
    ["nobody knows where", { cookie }],
  ])("[SC-04] refuses a change that %s sends with the cookie", async (_, headers) => {
    const response = await change(headers);
    expect(response.status).toBe(403);
    expect((await problemOf(response)).code).toBe("cross_site_refused");
  });

  it.each([
    ["its own page", { cookie, "sec-fetch-site": "same-origin" }],
    ["its own origin", { cookie, origin: "http://holdfast.test" }],
    ["a program with a bearer token", { authorization: "Bearer hfs_x", origin: "https://elsewhere.example" }],
  ])("[SC-04] lets a change of %s through to authentication", async (_, headers) => {
    const attempt = serverUnderTest();
    await attempt.api("/flush", { method: "POST", headers });
    expect(attempt.logged.join("")).toContain("holdfast.accounts.recall was called");
  });

  it("[SC-04] refuses a sign-in that another site triggers", async () => {
    const response = await server.api(
      "/sessions",
      jsonRequest("POST", { email: "a@example.org", password: "p" }, { "sec-fetch-site": "cross-site" }),
    );
    expect((await problemOf(response)).code).toBe("cross_site_refused");
  });

  it("[SC-04] holds the origin against the configured one where there is one", async () => {
    const behindProxy = serverUnderTest({ origin: "https://holdfast.example/" });
    const cookieThere = "__Host-holdfast=hfs_x";
    const good = await behindProxy.api("/flush", {
      method: "POST",
      headers: { cookie: cookieThere, origin: "https://holdfast.example" },
    });
    const bad = await behindProxy.api("/flush", {
      method: "POST",
      headers: { cookie: cookieThere, origin: "http://holdfast.test" },
    });
    expect([good.status, bad.status]).toEqual([500, 403]);
  });
});

describe("configuration", () => {
  it("[OP-03] refuses an origin that is none", () => {
    expect(() => serverUnderTest({ origin: "holdfast.example" })).toThrow(/is not an http or https address\. Give the address/);
  });
});

describe("who asks", () => {
  it("[SC-04] answers a request without a session with 401 and how to get one", async () => {
    const response = await server.api("/me");
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="holdfast"');
    expect((await problemOf(response)).action).toContain("POST /api/v1/sessions");
  });

  it("believes X-Forwarded-For only as far as proxies are trusted", () => {
    const request = new Request("http://x/", { headers: { "x-forwarded-for": "6.6.6.6, 203.0.113.7, 10.0.0.2" } });
    expect(callerAddress(request, { address: "::ffff:10.0.0.1" }, 0)).toBe("10.0.0.1");
    expect(callerAddress(request, { address: "10.0.0.1" }, 1)).toBe("10.0.0.2");
    expect(callerAddress(request, { address: "10.0.0.1" }, 2)).toBe("203.0.113.7");
    expect(
      callerAddress(new Request("http://x/", { headers: { "x-forwarded-for": "junk" } }), { address: "fe80::1%eth0" }, 1),
    ).toBe("fe80::1");
  });
});

describe("headers", () => {
  it("[SC-04] lets nothing run or be kept of an API answer", async () => {
    const { headers } = await server.api("/me");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("strict-transport-security")).toBeNull();
  });

  it("[SC-04] gives pages a strict policy, and HSTS when secure", async () => {
    const { headers } = await serverUnderTest({ secureCookies: true }).get("/");
    const policy = headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("strict-transport-security")).toContain("max-age=");
  });
});
