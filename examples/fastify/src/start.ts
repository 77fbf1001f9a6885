// The law library on Fastify, with Holdfast below /holdfast, beside the application's own routes.
import { type LawLibrary, type LawLibraryOptions, openLawLibrary, sessionIn } from "@holdfast/example-law-library";
import { nodeListener, type ServerApp } from "@holdfast/server";
import fastify, { type FastifyInstance } from "fastify";

export interface Running {
  readonly url: string;
  readonly library: LawLibrary;
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

export async function start({ port, ...options }: LawLibraryOptions & { readonly port: number }): Promise<Running> {
  const library = await openLawLibrary(options);
  const { server, sessions } = library;

  const app = fastify({ forceCloseConnections: true });
  app.get("/marked", async (request, reply) => {
    const member = await sessions.find(sessionIn(request.headers.cookie));
    return member === undefined ? reply.status(401).send({}) : { marked: await library.markedLaws(member.userId) };
  });
  app.post("/echo", async (request) => ({ sent: request.body }));
  await app.register(holdfastPlugin(server, "/holdfast"), { prefix: "/holdfast" });

  const url = await app.listen({ port, host: "127.0.0.1" });
  return {
    url,
    library,
    stop: async () => {
      server.stop();
      await app.close();
      await library.close();
    },
  };
}
