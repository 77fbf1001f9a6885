// The console's built files in memory, each compressed once: a request costs a look-up, and no path of a request reaches the disk.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotli = promisify(brotliCompress);
const gunzippable = promisify(gzip);

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};
const compressible: ReadonlySet<string> = new Set([
  ".html",
  ".js",
  ".css",
  ".json",
  ".map",
  ".webmanifest",
  ".svg",
  ".txt",
  ".ico",
]);

/** Below this a compressed copy saves nothing. */
const SMALL = 512;

export type Coding = "br" | "gzip" | "identity";

export interface StaticFile {
  readonly mediaType: string;
  readonly etag: string;
  /** Its name carries a hash of its content. */
  readonly hashed: boolean;
  readonly bodies: Readonly<Partial<Record<Coding, Uint8Array>>> & { readonly identity: Uint8Array };
}

async function compress(content: Buffer): Promise<Pick<StaticFile["bodies"], "br" | "gzip">> {
  const [br, gz] = await Promise.all([
    brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    gunzippable(content, { level: 9 }),
  ]);
  return { br, gzip: gz };
}

async function loadFile(path: string, hashed: boolean): Promise<StaticFile> {
  const content = await readFile(path);
  const extension = extname(path).toLowerCase();
  const worth = compressible.has(extension) && content.byteLength >= SMALL;
  return {
    mediaType: mediaTypes[extension] ?? "application/octet-stream",
    etag: `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`,
    hashed,
    bodies: { identity: content, ...(worth ? await compress(content) : {}) },
  };
}

/** All files below a directory by their path from the root (`/assets/main-1a2b.js`); undefined when there is no `index.html`. */
export async function loadStaticFiles(directory: string): Promise<ReadonlyMap<string, StaticFile> | undefined> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const loaded = await Promise.all(
    files.map(async (path) => {
      const name = `/${relative(directory, path).split(sep).join("/")}`;
      return [name, await loadFile(path, name.startsWith("/assets/"))] as const;
    }),
  );
  const byName = new Map(loaded);
  return byName.has("/index.html") ? byName : undefined;
}
