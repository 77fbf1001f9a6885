// Reads an answer of lines to its end: progress to whoever shows it, the last line to the caller.
import { HoldfastError } from "@holdfast/contract";
import { readLines } from "@holdfast/client";

interface Line {
  readonly type: string;
}

/** Throws internal when the answer ends before its last line. */
export async function readReport<Progress extends Line, Report extends Line>(
  response: Response,
  onProgress: (line: Progress) => void,
): Promise<Report> {
  let last: Report | undefined;
  for await (const line of readLines<Progress | Report>(response)) {
    if (line.type === "progress") onProgress(line as Progress);
    else last = line as Report;
  }
  if (last !== undefined) return last;
  throw new HoldfastError("internal", {
    what: "The server's answer ended before its last line.",
    why: "The server may have been stopped.",
    action: "Look at its log, and ask again.",
  });
}
