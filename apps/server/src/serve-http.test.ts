// The server on a real port: limits of the parser, ports that cannot be had, an orderly end.
import { once } from "node:events";
import { connect } from "node:net";
import { isHoldfastError } from "@holdfast/contract";
import { afterEach, describe, expect, it } from "vitest";
import { createServerLog } from "./log.js";
import { type RunningServer, serveHttp } from "./serve-http.js";
import { serverUnderTest } from "./testing/server-under-test.js";

const running: RunningServer[] = [];
const log = createServerLog({ level: "silent" });

async function start(port = 0): Promise<RunningServer> {
  const server = await serveHttp({ app: serverUnderTest().app, log, port });
  running.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close(1000)));
});

/** Sends raw text and answers everything that came back. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (bytes: Buffer) => (answer += bytes.toString()));
  socket.write(text);
  await once(socket, "close");
  return answer;
}

describe("serveHttp", () => {
  it("answers on the port it was given", async () => {
    const { url } = await start();
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: "alive", version: "0.0.0-test" });
  });

  it("[DX-06] says in one sentence that a port is taken", async () => {
    const { port } = await start();
    const failure: unknown = await start(port).catch((error: unknown) => error);
    expect(isHoldfastError(failure, "configuration_invalid")).toBe(true);
    expect((failure as Error).message).toBe(
      `Port ${port} on 127.0.0.1 is in use by another process. Stop that process, or choose another port.`,
    );
  });

  it("[SC-03] answers what the parser refuses with a problem too", async () => {
    const { port } = await start();
    const large = await raw(port, `GET / HTTP/1.1\r\nhost: a\r\nx-large: ${"x".repeat(20_000)}\r\n\r\n`);
    expect(large).toMatch(/^HTTP\/1\.1 413 /);
    expect(large).toContain('"code":"payload_too_large"');
    const junk = await raw(port, "HELLO\r\n\r\n");
    expect(junk).toMatch(/^HTTP\/1\.1 400 /);
    expect(junk).toContain('"code":"invalid_request"');
  });

  it("[SC-03] answers an impossible host with a problem", async () => {
    const { port } = await start();
    const answer = await raw(port, "GET /api/v1/me HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"invalid_request"');
  });

  it("[SC-03] stops reading a body without a length when it is too large", async () => {
    const { url } = await start();
    const chunk = new Uint8Array(256 * 1024).fill(0x20);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => (sent++ < 400 ? controller.enqueue(chunk) : controller.close()),
    });
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${url}/api/v1/accounts`, { method: "POST", headers, body, duplex: "half" } as RequestInit).catch(
      () => undefined,
    );
    expect(answer?.status ?? 413).toBe(413);
    expect(sent).toBeLessThan(400);
  });

  it("[SY-06] closes although a connection is kept alive, and answers nobody afterwards", async () => {
    const server = await start();
    await (await fetch(`${server.url}/healthz`)).text();
    await server.close(5000);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow("fetch failed");
  });
});
