// What the edge refuses before the library hears of it.
import { describe, expect, it } from "vitest";
import { jsonRequest, problemOf, serverUnderTest } from "../testing/server-under-test.js";

const server = serverUnderTest();
const register = (body: unknown, headers?: Record<string, string>) => server.api("/accounts", jsonRequest("POST", body, headers));
const valid = { email: "ada@example.org", password: "correct horse battery" };

async function expectProblem(response: Response, status: number, code: string): Promise<void> {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await problemOf(response)).toMatchObject({ status, code, type: `urn:holdfast:error:${code}` });
  expect(response.status).toBe(status);
}

describe("bodies", () => {
  it("[SC-03] names the fields that are wrong, and how", async () => {
    const response = await register({ email: "no address", password: "short" });
    const problem = await problemOf(response);
    expect(response.status).toBe(400);
    expect(problem.fields?.map(({ path }) => path)).toEqual(["email", "password"]);
    expect(problem.action).not.toBe("");
  });

  it("[SC-03] refuses a field that the schema does not know", async () => {
    const problem = await problemOf(await register({ ...valid, role: "admin" }));
    expect(problem.fields).toEqual([{ path: "", problem: 'Unrecognized key: "role"' }]);
  });

  it("[SC-03] takes JSON only", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "application/json; charset=latin1",
      "",
    ]) {
      await expectProblem(await register(valid, { "content-type": type }), 415, "unsupported_media_type");
    }
    await expectProblem(await register(valid, { "content-encoding": "gzip" }), 415, "unsupported_media_type");
  });

  it("[SC-03] refuses more than 2 MiB, whether the length is declared or not", async () => {
    const text = JSON.stringify({ ...valid, email: "x".repeat(2 * 1024 * 1024) });
    await expectProblem(await register(text, { "content-length": String(text.length) }), 413, "payload_too_large");
    await expectProblem(await register(text), 413, "payload_too_large");
  });

  it("[SC-03] refuses what is not JSON, not UTF-8 or empty", async () => {
    await expectProblem(await register("{"), 400, "invalid_request");
    await expectProblem(await register(""), 400, "invalid_request");
    const broken = Buffer.concat([Buffer.from('{"email":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    const headers = { "content-type": "application/json" };
    await expectProblem(await server.api("/accounts", { method: "POST", headers, body: broken }), 400, "invalid_request");
  });

  it("[SC-03] refuses deep nesting without running out of stack", async () => {
    await expectProblem(await register(`${"[".repeat(500_000)}${"]".repeat(500_000)}`), 400, "invalid_request");
    await expectProblem(await register(`${'{"a":'.repeat(33)}1${"}".repeat(33)}`), 400, "invalid_request");
  });

  it("[SC-03] refuses keys that reach for prototypes, however they are spelled", async () => {
    for (const text of ['{"__proto__":{"role":"admin"}}', '{"\\u005f_proto__":1}', '{"constructor":{"prototype":{}}}']) {
      const response = await register(text);
      expect((await problemOf(response)).detail).toMatch(/^The key `(__proto__|constructor)` is not accepted\.$/);
    }
    expect(({} as Record<string, unknown>)["role"]).toBeUndefined();
  });

  it("[SC-03] refuses text that PostgreSQL cannot hold", async () => {
    for (const password of ['"long enough \\u0000"', '"long enough \\ud800"']) {
      await expectProblem(await register(`{"email":"ada@example.org","password":${password}}`), 400, "invalid_request");
    }
  });
});

describe("addresses", () => {
  it("[SC-03] answers an unknown address with a problem", async () => {
    await expectProblem(await server.api("/nothing"), 404, "not_found");
    await expectProblem(await server.get("/api"), 404, "not_found");
  });

  it("[SC-03] names the methods that an address takes", async () => {
    const response = await server.api("/sessions", { method: "PATCH" });
    expect(response.headers.get("allow")).toBe("POST, GET, HEAD");
    await expectProblem(response, 405, "method_not_allowed");
  });

  it("[SC-03] refuses an address that is too long", async () => {
    await expectProblem(await server.api(`/records?text=${"x".repeat(9000)}`), 413, "payload_too_large");
  });
});

describe("faults", () => {
  it("[SC-03] answers an unexpected error without its words, and logs it without secrets", async () => {
    const faulty = serverUnderTest();
    const response = await faulty.api("/accounts", jsonRequest("POST", valid));
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({
      code: "internal",
      instance: expect.stringMatching(/^urn:holdfast:request:/) as unknown,
    });
    expect(text).not.toMatch(/accounts\.register|should not|\bat .*\.ts/);
    expect(faulty.logged.join("")).toContain("holdfast.accounts.register was called with the token [secret]");
    expect(faulty.logged.join("")).not.toMatch(/hfs_A|correct horse/);
    expect(response.headers.get("x-request-id")).toBe((JSON.parse(text) as { instance: string }).instance.split(":").at(-1));
  });

  it("[SC-05] logs the pattern of a route, never its query or its parameters", async () => {
    const quiet = serverUnderTest();
    await quiet.api("/groups/3f0b6a52-7a64-4b7e-8c0e-0a5f5f0a9a11/records?token=verysecret", {
      headers: { cookie: "holdfast=", authorization: "Basic c2VjcmV0" },
    });
    expect(JSON.parse(quiet.logged[0]!)).toMatchObject({
      method: "GET",
      route: "/api/v1/groups/{group}/records",
      status: 401,
      msg: "request",
    });
    expect(quiet.logged.join("")).not.toMatch(/verysecret|3f0b6a52|c2VjcmV0/);
  });
});
