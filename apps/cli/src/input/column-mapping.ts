// Which column of a file holds what: `--map title=Name,year=Year`, and by name where nothing is said.
import { HoldfastError } from "@holdfast/contract";
import type { RecordMapping } from "holdfast";

const fields = ["id", "key", "title", "reference", "family", "type", "year", "status"] as const;
type Field = (typeof fields)[number];

const isField = (name: string): name is Field => fields.some((field) => field === name);

function refuse(what: string, action: string): HoldfastError {
  return new HoldfastError("invalid_request", { what, action });
}

function parsePair(pair: string, header: readonly string[]): readonly [Field, string] {
  const split = pair.indexOf("=");
  const field = pair.slice(0, split).trim();
  const column = pair.slice(split + 1).trim();
  if (split < 0 || !isField(field))
    throw refuse(`--map ${pair} names no field.`, `Write field=Column, with one of ${fields.join(", ")}.`);
  if (!header.includes(column)) throw refuse(`The file has no column "${column}".`, `Its columns are: ${header.join(", ")}.`);
  return [field, column];
}

/** Throws invalid_request when no title, or neither an id nor a key, is found among the columns. */
export function columnMapping(given: readonly string[], header: readonly string[]): RecordMapping {
  const pairs = given.flatMap((list) => list.split(",")).map((pair) => parsePair(pair, header));
  const named = new Map<Field, string>(pairs);
  if (named.size < pairs.length) throw refuse("--map names a field twice.", "Name each field once.");
  const spoken = new Set(named.values());
  for (const field of fields) {
    const column = header.find((name) => name.toLowerCase() === field);
    if (column !== undefined && !named.has(field) && !spoken.has(column)) named.set(field, column);
  }
  const { title, ...rest } = Object.fromEntries(named) as Partial<Record<Field, string>>;
  const columns = `The columns of the file are: ${header.join(", ")}.`;
  if (title === undefined) throw refuse("It is not said which column holds the title.", `Add --map title=Column. ${columns}`);
  if (rest.id === undefined && rest.key === undefined) {
    throw refuse(
      "It is not said which column names a record for ever.",
      `Add --map key=Column, or id=Column for UUIDs. ${columns}`,
    );
  }
  return { title, ...rest };
}
