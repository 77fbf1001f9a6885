// How much a page loads for the client: bundled and minified as pages do it, with a limit that the build holds.
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

export interface ClientSize {
  /** Bytes as they travel. */
  readonly gzip: number;
  /** Undefined when it is small enough. */
  readonly fault: string | undefined;
}

/** Bytes; a page has better use for more. */
const limit = 12 * 1000;

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** Of the compiled package, with everything that it brings along. */
export async function clientSize(root: string): Promise<ClientSize> {
  const entry = join(root, "packages/client/dist/index.js");
  // As part of a page: what a library build leaves for its users to minify is minified too.
  const rolldownOptions = { input: entry, preserveEntrySignatures: "strict" as const };
  const built = await build({
    root: join(root, "packages/client"),
    configFile: false,
    logLevel: "silent",
    build: { write: false, minify: true, target: "es2023", modulePreload: false, rolldownOptions },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const code = outputs.flatMap((one) => ("output" in one ? one.output : [])).map((file) => ("code" in file ? file.code : ""));
  const gzip = gzipSync(code.join("\n")).byteLength;
  const fault = `The client takes ${kilobytes(gzip)} gzip of a page, and may take ${kilobytes(limit)}. See what it has begun to import.`;
  return { gzip, fault: gzip > limit ? fault : undefined };
}

export const sizeText = ({ gzip }: ClientSize): string => `the client is ${kilobytes(gzip)} gzip in a page`;
