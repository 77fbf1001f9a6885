// The law library on Hono, with Holdfast below /holdfast, beside the application's own routes.
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type LawLibrary, type LawLibraryOptions, openLawLibrary, sessionIn } from "@holdfast/example-law-library";
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";

export interface Running {
  readonly url: string;
  readonly library: LawLibrary;
  stop(): Promise<void>;
}

export async function start({ port, ...options }: LawLibraryOptions & { readonly port: number }): Promise<Running> {
  const library = await openLawLibrary(options);
  const { server, sessions } = library;

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/marked", async (context) => {
    const member = await sessions.find(sessionIn(context.req.header("cookie")));
    return member === undefined ? context.json({}, 401) : context.json({ marked: await library.markedLaws(member.userId) });
  });
  // `env` carries the socket, from which the address in the audit trail is read.
  app.mount("/holdfast", (request, env: HttpBindings) => server.fetch(request, { incoming: env.incoming }));

  const http = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }) as Server;
  await once(http, "listening");
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    library,
    stop: async () => {
      http.close();
      await library.close();
      http.closeAllConnections();
    },
  };
}
