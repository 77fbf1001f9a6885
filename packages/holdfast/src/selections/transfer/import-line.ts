// Reads a list of records line by line from CSV or JSON lines: a record id or a reference each.
import { Readable } from "node:stream";
import { type FileFormat, HoldfastError, type RecordId, recordIdSchema } from "@holdfast/contract";
import { type CsvError, parse } from "csv-parse";
import { unguarded } from "./csv-cell.js";

/** What one line names, or why it names nothing. */
export interface ImportLine {
  readonly line: number;
  /** As it stands in the file. */
  readonly value: string;
  readonly recordId?: RecordId;
  readonly reference?: string;
}

export type ImportSource = AsyncIterable<string | Uint8Array>;

const mostLineBytes = 1024 * 1024;
const idColumns: readonly string[] = ["record_id", "recordid", "record id", "id"];
const shownLetters = 200;

/** A line that is neither an id nor a reference has neither. Throws invalid_request for a file without a column of either. */
export function importLines(source: ImportSource, format: FileFormat): AsyncGenerator<ImportLine> {
  return format === "csv" ? csvLines(source) : jsonLines(source);
}

function named(line: number, id: unknown, reference: unknown): ImportLine {
  const text = typeof id === "string" && id !== "" ? id.trim() : typeof reference === "string" ? reference.trim() : "";
  const value = text.slice(0, shownLetters);
  const parsed = recordIdSchema.safeParse(typeof id === "string" ? id.trim() : undefined);
  if (parsed.success) return { line, value, recordId: parsed.data };
  const isGiven = typeof reference === "string" && reference.trim() !== "" && !/[\0\p{Cs}]/u.test(reference);
  return isGiven && (typeof id !== "string" || id === "") ? { line, value, reference: reference.trim() } : { line, value };
}

async function* jsonLines(source: ImportSource): AsyncGenerator<ImportLine> {
  let line = 0;
  for await (const text of textLines(source)) {
    line += 1;
    if (text.trim() !== "") yield jsonLine(line, text);
  }
}

function jsonLine(line: number, text: string): ImportLine {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "string")
      return recordIdSchema.safeParse(value).success ? named(line, value, undefined) : named(line, undefined, value);
    if (typeof value !== "object" || value === null) return { line, value: text.slice(0, shownLetters) };
    const { recordId, record_id: alias, id, reference } = value as Readonly<Record<string, unknown>>;
    return named(line, recordId ?? alias ?? id, reference);
  } catch {
    return { line, value: text.slice(0, shownLetters) };
  }
}

/** Lines of text from chunks that end anywhere. */
async function* textLines(source: ImportSource): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of source) {
    rest += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > mostLineBytes) throw unreadable("A line is longer than a mebibyte.", "Send one record a line.");
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

interface CsvItem {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* csvLines(source: ImportSource): AsyncGenerator<ImportLine> {
  const skipped: ImportLine[] = [];
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    max_record_size: mostLineBytes,
    on_skip: (error) => void skipped.push({ line: lineOf(error), value: "" }),
  });
  const input = Readable.from(source);
  input.on("error", (error) => parser.destroy(error));
  try {
    let columns: Columns | undefined;
    for await (const item of input.pipe(parser)) {
      const { record, info } = item as CsvItem;
      yield* skipped.splice(0);
      const line = info.lines - record.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
      const isFirst = columns === undefined;
      columns ??= columnsOf(record);
      if (!isFirst || columns.isHeaderless) yield csvLine(line, record, columns);
    }
    yield* skipped;
  } finally {
    input.destroy();
  }
}

interface Columns {
  readonly id: number;
  readonly reference: number;
  readonly isHeaderless: boolean;
}

function lineOf(error: CsvError | undefined): number {
  return Number(error?.["lines"] ?? 0);
}

function csvLine(line: number, record: readonly string[], { id, reference }: Columns): ImportLine {
  const cell = (index: number): string | undefined => (record[index] === undefined ? undefined : unguarded(record[index]));
  return named(line, cell(id), cell(reference));
}

/** The first row names the columns; a list of bare ids needs no header. */
function columnsOf(row: readonly string[]): Columns {
  const names = row.map((name) => name.trim().toLowerCase());
  const id = names.findIndex((name) => idColumns.includes(name));
  const reference = names.indexOf("reference");
  if (id >= 0 || reference >= 0) return { id, reference, isHeaderless: false };
  if (recordIdSchema.safeParse(names[0]).success) return { id: 0, reference: -1, isHeaderless: true };
  throw unreadable(
    "The file has neither a column of record ids nor one of references.",
    "Name a column `record_id` or `reference` in the first line.",
  );
}

function unreadable(what: string, action: string): HoldfastError {
  return new HoldfastError("invalid_request", { what, why: "Nothing after this was imported.", action });
}
