// An Express application with Holdfast below /holdfast, beside its own routes.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { nodeListener } from "@holdfast/server";
import express from "express";
import { openMountable, type Settings } from "./open-mountable.js";

export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

export async function start({ port, ...settings }: Settings & { readonly port: number }): Promise<Running> {
  const { server, holdfast } = await openMountable(settings);

  const app = express();
  // Before any parser of bodies: Holdfast reads, limits and validates its own.
  app.use("/holdfast", nodeListener(server));
  app.use(express.json());
  app.post("/own", (request, response) => void response.json({ from: "the application", sent: request.body as unknown }));

  const http = app.listen(port, "127.0.0.1");
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
