// The handler inside other people's servers.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { nodeListener } from "./serve-http.js";
import { serverUnderTest, testOrigin } from "./testing/server-under-test.js";

describe("mounting", () => {
  it("[DX-04] is a web-standard handler: a Request in, a Response out", async () => {
    const response = await serverUnderTest().app.fetch(new Request(`${testOrigin}/api/v1/me`));
    expect(response).toBeInstanceOf(Response);
    expect(response.status).toBe(401);
  });

  it("[DX-04] mounts in a Hono application, below a path too", async () => {
    const { app } = serverUnderTest();
    const host = new Hono();
    host.get("/own", (context) => context.text("the host's own"));
    host.mount("/holdfast", (request) => app.fetch(request));
    expect(await (await host.request("/own")).text()).toBe("the host's own");
    expect((await host.request("/holdfast/api/v1/me")).status).toBe(401);
    expect(await (await host.request("/holdfast/healthz")).json()).toMatchObject({ status: "alive" });
  });

  it("[DX-04] mounts in a plain Node server", async () => {
    const listener = nodeListener(serverUnderTest().app);
    const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/me`)).status).toBe(401);
    server.close();
    server.closeAllConnections();
  });
});
