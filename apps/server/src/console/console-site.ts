// Serves the console: hashed files for ever, the page itself always fresh, and every address of the page's own router (UI-08).
import { pageHeaders } from "../security/response-headers.js";
import { chooseCoding } from "./accept-encoding.js";
import { notBuiltPage } from "./not-built-page.js";
import { loadStaticFiles, type StaticFile } from "./static-file.js";

const FOR_EVER = "public, max-age=31536000, immutable";

function fileResponse(request: Request, file: StaticFile, secure: boolean): Response {
  const headers = {
    ...pageHeaders(secure),
    "content-type": file.mediaType,
    "cache-control": file.hashed ? FOR_EVER : "no-cache",
    etag: file.etag,
    vary: "accept-encoding",
  };
  if (request.headers.get("if-none-match")?.includes(file.etag) === true) return new Response(null, { status: 304, headers });
  const coding = chooseCoding(request.headers.get("accept-encoding"), file.bodies);
  const body = file.bodies[coding] ?? file.bodies.identity;
  const sized = {
    ...headers,
    "content-length": String(body.byteLength),
    ...(coding === "identity" ? {} : { "content-encoding": coding }),
  };
  return new Response(request.method === "HEAD" ? null : new Uint8Array(body), { headers: sized });
}

function notBuilt(secure: boolean): Response {
  return new Response(notBuiltPage, {
    status: 503,
    headers: { ...pageHeaders(secure), "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}

/** A path that a person navigates to: it names no file, so the page's router decides. */
const isNavigation = (path: string): boolean => !path.slice(path.lastIndexOf("/") + 1).includes(".");

export interface ConsoleSite {
  /** The answer to a GET or HEAD; undefined when there is no such file. */
  respond(request: Request, path: string, secure: boolean): Promise<Response | undefined>;
}

/** Reads the directory at once, in the background; the first request waits for it. */
export function consoleSite(directory: string | undefined): ConsoleSite {
  const loading = directory === undefined ? Promise.resolve(undefined) : loadStaticFiles(directory);
  return {
    async respond(request, path, secure) {
      const files = await loading;
      if (files === undefined) return isNavigation(path) ? notBuilt(secure) : undefined;
      const file = files.get(path) ?? (isNavigation(path) ? files.get("/index.html") : undefined);
      return file === undefined ? undefined : fileResponse(request, file, secure);
    },
  };
}
