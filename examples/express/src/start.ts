// The law library on Express, with Holdfast below /holdfast, beside the application's own routes.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type LawLibrary, type LawLibraryOptions, openLawLibrary, sessionIn } from "@holdfast/example-law-library";
import { nodeListener } from "@holdfast/server";
import express from "express";

export interface Running {
  readonly url: string;
  readonly library: LawLibrary;
  stop(): Promise<void>;
}

export async function start({ port, ...options }: LawLibraryOptions & { readonly port: number }): Promise<Running> {
  const library = await openLawLibrary(options);
  const { server, sessions } = library;

  const app = express();
  // Before any parser of bodies: Holdfast reads, limits and validates its own.
  app.use("/holdfast", nodeListener(server));
  app.use(express.json());
  app.get("/marked", async (request, response) => {
    const member = await sessions.find(sessionIn(request.headers.cookie));
    if (member === undefined) response.status(401).json({});
    else response.json({ marked: await library.markedLaws(member.userId) });
  });
  app.post("/echo", (request, response) => void response.json({ sent: request.body as unknown }));

  const http = app.listen(port, "127.0.0.1");
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
