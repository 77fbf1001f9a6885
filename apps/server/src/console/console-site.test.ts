// The console's files over HTTP, from a real directory.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServerUnderTest, serverUnderTest } from "../testing/server-under-test.js";

const script = `console.log(${JSON.stringify("x".repeat(2000))});`;
let root: string;
let server: ServerUnderTest;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-console-"));
  await mkdir(join(root, "dist/assets"), { recursive: true });
  await writeFile(join(root, "secret.txt"), "not for anybody");
  await writeFile(join(root, "dist/index.html"), "<!doctype html><title>Console</title>");
  await writeFile(join(root, "dist/assets/main-1a2b3c.js"), script);
  await writeFile(join(root, "dist/favicon.svg"), "<svg/>");
  server = serverUnderTest({ consoleDirectory: join(root, "dist") });
});
afterAll(() => rm(root, { recursive: true }));

const bytes = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

describe("console", () => {
  it("[UI-08] sends hashed files compressed, to be kept for ever", async () => {
    const br = await server.get("/assets/main-1a2b3c.js", { "accept-encoding": "gzip, deflate, br" });
    expect(br.headers.get("content-encoding")).toBe("br");
    expect(br.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(br.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(brotliDecompressSync(await bytes(br)).toString()).toBe(script);
    const gzip = await server.get("/assets/main-1a2b3c.js", { "accept-encoding": "gzip, br;q=0" });
    expect(gunzipSync(await bytes(gzip)).toString()).toBe(script);
    const plain = await server.get("/assets/main-1a2b3c.js");
    expect((await bytes(plain)).toString()).toBe(script);
  });

  it("[UI-01] answers every address of its own router with the page, never from a cache", async () => {
    for (const path of ["/", "/records?text=a", "/groups/1/history", "/index.html"]) {
      const response = await server.get(path);
      expect(await response.text()).toContain("<title>Console</title>");
      expect(response.headers.get("cache-control")).toBe("no-cache");
    }
    const etag = (await server.get("/")).headers.get("etag")!;
    expect((await server.get("/", { "if-none-match": etag })).status).toBe(304);
  });

  it("[SC-03] reaches no file outside its directory", async () => {
    for (const path of [
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/assets/..%2f..%2f..%2fsecret.txt",
      "/assets/%5c..%5csecret.txt",
    ]) {
      const response = await server.get(path);
      expect(await response.text()).not.toContain("not for anybody");
      expect(response.status).toBe(404);
    }
  });

  it("answers a missing file with a problem, and a change with 404", async () => {
    expect((await server.get("/assets/gone-1.js")).headers.get("content-type")).toBe("application/problem+json");
    expect((await server.app.fetch(new Request("http://holdfast.test/records", { method: "POST" }))).status).toBe(404);
  });

  it("[DX-06] says how to build what is not built", async () => {
    const missing = await serverUnderTest({ consoleDirectory: join(root, "nowhere") }).get("/records");
    expect(missing.status).toBe(503);
    expect(await missing.text()).toContain("npm run build");
  });
});
