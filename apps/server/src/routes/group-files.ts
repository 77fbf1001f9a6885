// Groups as files over HTTP: what an export is called, and an import that tells how far it is.
import { Readable } from "node:stream";
import type { Actor, FileFormat, GroupImportEvent, GroupRef } from "@holdfast/contract";
import type { GroupImportOptions, Holdfast } from "holdfast";
import type { SentFile } from "../api/read-file.js";

const endings: Readonly<Record<FileFormat, string>> = { csv: "csv", lines: "jsonl" };

/** A plain name for everybody, and the group's own in UTF-8 (RFC 6266). */
export function fileHeaders(groupName: string, format: FileFormat): Readonly<Record<string, string>> {
  const ending = endings[format];
  const own = encodeURIComponent(`${groupName}.${ending}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return { "content-disposition": `attachment; filename="group.${ending}"; filename*=UTF-8''${own}` };
}

export interface ImportOrder extends Omit<GroupImportOptions, "format" | "onProgress"> {
  readonly actor: Actor;
  readonly group: GroupRef;
  readonly file: SentFile;
}

/** One JSON document a line: progress, and at last the report. Ends the import when the caller has left. */
export async function* importEvents(
  { selections }: Pick<Holdfast, "selections">,
  { actor, group, file, ...options }: ImportOrder,
): AsyncGenerator<string> {
  const told: GroupImportEvent[] = [];
  let wake: () => void = () => undefined;
  const onProgress: GroupImportOptions["onProgress"] = (counts) => {
    told.push({ type: "progress", counts });
    wake();
  };
  const leaving = new AbortController();
  const work = selections.import(actor, group, Readable.from(file.pieces), {
    ...options,
    format: file.format,
    onProgress,
    signal: leaving.signal,
  });
  let isOver = false;
  const over = work.then(
    () => void (isOver = true),
    () => void (isOver = true),
  );
  try {
    while (!isOver) {
      const news = new Promise<void>((resolve) => (wake = resolve));
      if (told.length === 0) await Promise.race([news, over]);
      yield* told.splice(0).map(asLine);
    }
    yield asLine({ type: "report", report: await work });
  } finally {
    leaving.abort();
  }
}

const asLine = (event: GroupImportEvent): string => `${JSON.stringify(event)}\n`;
