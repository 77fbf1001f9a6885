// A Fastify application with Holdfast below /holdfast, beside its own routes.
import { nodeListener, type ServerApp } from "@holdfast/server";
import fastify, { type FastifyInstance } from "fastify";
import { openMountable, type Settings } from "./open-mountable.js";

export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

/** A plugin: its changes to the parsing of bodies hold for its own routes only. */
function holdfastPlugin(server: ServerApp, prefix: string) {
  const listener = nodeListener(server);
  return async (app: FastifyInstance): Promise<void> => {
    // Holdfast reads, limits and validates its own bodies.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, _payload, done) => done(null));
    app.all("*", async (request, reply) => {
      reply.hijack();
      request.raw.url = request.url.slice(prefix.length);
      await listener(request.raw, reply.raw);
    });
  };
}

export async function start({ port, ...settings }: Settings & { readonly port: number }): Promise<Running> {
  const { server, holdfast } = await openMountable(settings);

  const app = fastify({ forceCloseConnections: true });
  app.post("/own", async (request) => ({ from: "the application", sent: request.body }));
  await app.register(holdfastPlugin(server, "/holdfast"), { prefix: "/holdfast" });

  const url = await app.listen({ port, host: "127.0.0.1" });
  return {
    url,
    stop: async () => {
      server.stop();
      await app.close();
      await holdfast.close();
    },
  };
}
