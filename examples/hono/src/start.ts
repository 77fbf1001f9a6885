// A Hono application with Holdfast below /holdfast, beside its own routes.
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import { openMountable, type Settings } from "./open-mountable.js";

export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

export async function start({ port, ...settings }: Settings & { readonly port: number }): Promise<Running> {
  const { server, holdfast } = await openMountable(settings);

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/own", (context) => context.json({ from: "the application" }));
  // `env` carries the socket, from which the address in the audit trail is read.
  app.mount("/holdfast", (request, env: HttpBindings) => server.fetch(request, { incoming: env.incoming }));

  const http = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }) as Server;
  await once(http, "listening");
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    stop: async () => {
      server.stop();
      http.close();
      http.closeAllConnections();
      await holdfast.close();
    },
  };
}
