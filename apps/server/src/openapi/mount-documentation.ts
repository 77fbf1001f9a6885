// The API's description at its addresses: the document for programs, the page for people.
import { apiBase, endpoints } from "@holdfast/contract";
import type { Hono } from "hono";
import type { ApiSetup } from "../api/endpoint-route.js";
import type { HonoEnv } from "../api/mount-endpoint.js";
import { pageHeaders } from "../security/response-headers.js";
import { docsPage } from "./docs-page.js";
import { docsStyle } from "./docs-style.js";
import { openApiDocument } from "./document.js";

const PAGE = "/api/docs";
const STYLE = "/api/docs.css";

/** Made at the first request: a server that nobody asks about its API starts without it. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export function mountDocumentation(app: Hono<HonoEnv>, setup: Pick<ApiSetup, "isSecure">, version: string): void {
  const document = once(() => openApiDocument(endpoints, version));
  const serve = (route: string, mediaType: string, text: () => string): void => {
    const body = once(text);
    app.get(route, (context) => {
      context.env.exchange.route = route;
      const secure = setup.isSecure(context.req.raw);
      return new Response(body(), {
        headers: { ...pageHeaders(secure), "content-type": mediaType, "cache-control": "no-cache" },
      });
    });
  };
  serve(`${apiBase}/openapi.json`, "application/json", () => JSON.stringify(document(), null, 2));
  serve(PAGE, "text/html; charset=utf-8", () => docsPage(document(), STYLE));
  serve(STYLE, "text/css; charset=utf-8", () => docsStyle);
}
