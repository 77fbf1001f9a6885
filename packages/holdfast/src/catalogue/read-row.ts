// Reads one row of an import file as a record, or says everything that is wrong with it.
import { facetNone, recordIdSchema, type RecordId } from "@holdfast/contract";
import { idFromKey } from "./id-from-key.js";
import type { IncomingRecord } from "./sql/incoming-record.js";

/** One row as the parser of the file gives it. */
export interface RawRow {
  /** The line of the file where the row begins. */
  readonly line: number;
  /** By name of the column. */
  readonly values: Readonly<Record<string, string | undefined>>;
}

/** Which column of the file holds what. `id` holds UUIDs; `key` any text that names a record for ever; one of the two is needed. */
export interface RecordMapping {
  readonly id?: string;
  readonly key?: string;
  /** A UUID: keys of different namespaces never meet. */
  readonly namespace?: string;
  readonly title: string;
  readonly reference?: string;
  readonly family?: string;
  readonly type?: string;
  readonly year?: string;
  readonly status?: string;
}

export type RowReading =
  | { readonly record: IncomingRecord; readonly problems?: undefined }
  | { readonly record?: undefined; readonly problems: readonly string[] };

// An index entry of PostgreSQL holds at most 2,704 bytes: these four are kept in one, beside the first letters of the title.
const indexedBytes = 2000;
const lengths = { title: 2000, reference: 500, family: 200, type: 200, status: 200 } as const;
type TextField = keyof typeof lengths;

export function readRow({ values }: RawRow, mapping: RecordMapping): RowReading {
  const problems: string[] = [];
  const cell = (column: string | undefined): string => (column === undefined ? "" : (values[column] ?? "").trim());
  const text = (field: TextField): string | null => {
    const value = cell(mapping[field]);
    if (value.includes("\0")) problems.push(`The ${field} contains a NUL character.`);
    if ([...value].length > lengths[field]) problems.push(`The ${field} is longer than ${lengths[field]} characters.`);
    return value === "" ? null : value;
  };
  const facet = (field: "family" | "type" | "status"): string | null => {
    const value = text(field);
    return value === facetNone ? null : value;
  };
  const id = readId(cell(mapping.id), cell(mapping.key), mapping, problems);
  const title = text("title");
  if (title === null) problems.push(`There is no title (column "${mapping.title}").`);
  const rest = { reference: text("reference"), family: facet("family"), type: facet("type"), status: facet("status") };
  const year = readYear(cell(mapping.year), problems);
  const bytes = [title, rest.family, rest.type, rest.status].reduce((sum, value) => sum + Buffer.byteLength(value ?? ""), 0);
  if (bytes > indexedBytes)
    problems.push(`Title, family, type and status take ${bytes} bytes together; ${indexedBytes} are possible.`);
  if (problems.length > 0 || title === null || id === undefined) return { problems };
  return { record: { id, title, year, ...rest } };
}

function readId(
  idText: string,
  key: string,
  { id, key: keyColumn, namespace }: RecordMapping,
  problems: string[],
): RecordId | undefined {
  if (idText !== "") {
    const parsed = recordIdSchema.safeParse(idText);
    if (parsed.success) return parsed.data;
    problems.push(`The id "${idText.slice(0, 60)}" is not a UUID.`);
    return undefined;
  }
  if (key !== "") return idFromKey(key, namespace);
  const columns = [id, keyColumn].filter((column) => column !== undefined).map((column) => `"${column}"`);
  problems.push(
    `There is no id and no key (${columns.length === 0 ? "no column is named for either" : `column ${columns.join(" or ")}`}).`,
  );
  return undefined;
}

function readYear(text: string, problems: string[]): number | null {
  if (text === "") return null;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  problems.push(`The year "${text.slice(0, 60)}" is not a number from 0 to 9999.`);
  return null;
}
