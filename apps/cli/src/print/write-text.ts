// Writes text that comes piece by piece to a file or to standard output.
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { HoldfastError } from "@holdfast/contract";
import type { Invocation } from "../command.js";

/** To standard output without a path. Shows how many bytes were written. Throws configuration_invalid. */
export async function writeText(
  { printer, terminal }: Pick<Invocation, "printer" | "terminal">,
  text: AsyncIterable<string>,
  path: string | undefined,
): Promise<void> {
  if (path === undefined) return pipeline(Readable.from(text), terminal.output, { end: false });
  const progress = printer.progress("Writing (bytes)");
  let bytes = 0;
  const counted = async function* (pieces: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const piece of pieces) {
      bytes += Buffer.byteLength(piece);
      progress.update(bytes);
      yield piece;
    }
  };
  try {
    await pipeline(Readable.from(counted(text)), createWriteStream(path));
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (typeof code !== "string" || !/^E[A-Z]+$/.test(code)) throw cause;
    throw new HoldfastError("configuration_invalid", {
      what: `${path} cannot be written (${code}).`,
      action: "Choose another file with --out.",
      cause,
    });
  } finally {
    progress.finish();
  }
}
