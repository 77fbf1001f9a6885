// CSV or JSON lines: as asked for, or as the name of the file says.
import { HoldfastError, type StreamFormat } from "@holdfast/contract";

const named: Readonly<Record<string, StreamFormat>> = { csv: "csv", jsonl: "lines", ndjson: "lines" };

/** Throws invalid_request. */
export function formatOf(asked: unknown, file?: string): StreamFormat {
  if (typeof asked !== "string") return named[/\.(\w+)$/.exec(file ?? "")?.[1]?.toLowerCase() ?? ""] ?? "csv";
  const format = named[asked];
  if (format !== undefined) return format;
  throw new HoldfastError("invalid_request", { what: `"${asked}" is no format.`, action: "Give csv or jsonl." });
}
