// Reads a body that is a file instead of JSON: its format from its media type, its bytes within a limit.
import { HoldfastError, type StreamFormat } from "@holdfast/contract";
import type { Asked } from "./asked.js";

const formats: Readonly<Record<string, StreamFormat>> = {
  "text/csv": "csv",
  "application/jsonl": "lines",
  "application/x-ndjson": "lines",
};

const mostBytes = 32 * 1024 * 1024;

export interface SentFile {
  readonly format: StreamFormat;
  readonly pieces: readonly Uint8Array[];
}

/** The whole file, before anything of it is used. Throws unsupported_media_type and payload_too_large. */
export async function readFile(request: Asked): Promise<SentFile> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const format = formats[type];
  if (format === undefined || (request.headers.get("content-encoding") ?? "identity") !== "identity") {
    throw new HoldfastError("unsupported_media_type", {
      what: "The body is not declared as a file that can be read.",
      action: "Send `content-type: text/csv` or `application/jsonl` in UTF-8, without a content-encoding.",
    });
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > mostBytes) {
      throw new HoldfastError("payload_too_large", {
        what: `The file is larger than ${mostBytes} bytes.`,
        action: "Send it in parts, each under an import id of its own.",
        data: { limitBytes: mostBytes },
      });
    }
    pieces.push(piece);
  }
  return { format, pieces };
}
