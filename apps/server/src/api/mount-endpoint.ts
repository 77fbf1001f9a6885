// Gives the routes of the endpoints to Hono, for whoever speaks in web-standard requests.
import { apiBase } from "@holdfast/contract";
import type { Hono } from "hono";
import { responseOf } from "./answered.js";
import type { EndpointRoute } from "./endpoint-route.js";
import type { Exchange } from "./exchange.js";

export interface HonoEnv {
  Bindings: { readonly exchange: Exchange };
}

/** `/groups/{group}` as the router writes it. */
export const honoPath = (path: string): string => `${apiBase}${path.replace(/\{(\w+)\}/g, ":$1")}`;

export function mountEndpoint(app: Hono<HonoEnv>, route: EndpointRoute): void {
  app.on(route.endpoint.method, honoPath(route.endpoint.path), async (context) =>
    responseOf(await route.answer(context.req.raw, context.req.param(), context.env.exchange)),
  );
}
