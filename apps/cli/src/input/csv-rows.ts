// Reads a CSV file row by row with csv-parse: byte order mark, header, delimiter; rows that cannot be read are named, not fatal.
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { HoldfastError } from "@holdfast/contract";
import { CsvError, parse } from "csv-parse";
import type { RawRow } from "holdfast";

export interface CsvFile {
  readonly header: readonly string[];
  readonly delimiter: string;
  readonly bytes: number;
}

export interface UnreadableRow {
  readonly line: number;
  readonly problems: readonly string[];
}

const headBytes = 64 * 1024;
const delimiters = [",", ";", "\t", "|"] as const;
const shared = { bom: true, skip_empty_lines: true } as const;

/** Looks at the first line: its columns, and the delimiter that makes the most of them unless one is given. */
export async function inspectCsv(path: string, delimiter: string | undefined): Promise<CsvFile> {
  const { text, bytes } = await readHead(path);
  const tries = await Promise.all(
    (delimiter === undefined ? delimiters : [delimiter]).map(async (one) => ({
      delimiter: one,
      header: await headerOf(text, one),
    })),
  );
  const best = tries.reduce((a, b) => (b.header.length > a.header.length ? b : a));
  const twin = best.header.find((name, index) => best.header.indexOf(name) !== index);
  if (best.header.length === 0) throw unusable(path, "It is empty.", "Give a file with a header line.");
  if (twin !== undefined)
    throw unusable(path, `Its header has the column "${twin}" twice.`, "Give each column a name of its own.");
  return { ...best, bytes };
}

export interface RowsOptions extends Pick<CsvFile, "delimiter"> {
  /** Called with each row that cannot be read. */
  readonly onUnreadable: (row: UnreadableRow) => void;
  /** Called with the bytes that were read so far. */
  readonly onBytes: (bytes: number) => void;
}

/** Every row after the header, by name of its column. */
export async function* csvRows(path: string, { delimiter, onUnreadable, onBytes }: RowsOptions): AsyncGenerator<RawRow> {
  const file = createReadStream(path);
  // The parser counts a line break of two characters inside of quotes as two lines.
  let countedTwice = 0;
  const parser = parse({
    ...shared,
    delimiter,
    info: true,
    columns: (header: string[]) => header.map((name) => name.trim()),
    skip_records_with_error: true,
    on_skip: (error) => {
      onUnreadable({ line: Number(error?.["lines"] ?? 0) - countedTwice, problems: [explain(error)] });
      return undefined;
    },
    on_record: (item: unknown) => {
      const { record, info } = item as ParsedItem;
      const cells = Object.values(record);
      countedTwice += breaksIn(cells, "\r\n");
      return { line: info.lines - countedTwice - breaksIn(cells, "\n"), values: record };
    },
  });
  file.on("data", () => onBytes(file.bytesRead));
  file.on("error", (error) => parser.destroy(unusable(path, error.message, "Check the file.")));
  try {
    for await (const row of file.pipe(parser)) yield row as RawRow;
  } finally {
    file.destroy();
  }
}

interface ParsedItem {
  readonly record: Readonly<Record<string, string>>;
  /** `lines`: where the row ends. */
  readonly info: { readonly lines: number };
}

function breaksIn(cells: readonly string[], lineBreak: string): number {
  return cells.reduce((sum, cell) => sum + cell.split(lineBreak).length - 1, 0);
}

async function readHead(path: string): Promise<{ readonly text: string; readonly bytes: number }> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      return { text: buffer.toString("utf8", 0, bytesRead), bytes: (await file.stat()).size };
    } finally {
      await file.close();
    }
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown reason";
    throw unusable(path, code === "ENOENT" ? "There is no such file." : `(${code})`, "Check the path.", cause);
  }
}

/** The cells of the first row alone. */
async function headerOf(text: string, delimiter: string): Promise<readonly string[]> {
  const parser = parse({ ...shared, delimiter, relax_quotes: true, relax_column_count: true, to: 1 });
  parser.end(text);
  try {
    for await (const row of parser) return (row as string[]).map((name) => name.trim());
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return [];
}

function explain(error: CsvError | undefined): string {
  return error === undefined
    ? "The row cannot be read."
    : `The row cannot be read: ${error.message.replaceAll(/ (?:on|at) line \d+/g, "")}.`;
}

function unusable(path: string, why: string, action: string, cause?: unknown): HoldfastError {
  return new HoldfastError("invalid_request", { what: `${path} cannot be imported.`, why, action, cause });
}
