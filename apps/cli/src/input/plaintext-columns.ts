// Which column of a table of plaintext tokens holds what: `--columns userId=owner provider=service refreshToken=`.
import { HoldfastError } from "@holdfast/contract";
import type { PlaintextColumns } from "holdfast";

const required = ["key", "userId", "provider", "accessToken"] as const;
const optional = ["refreshToken", "expiresAt", "account", "tokenType", "scopes"] as const;
const fields = [...required, ...optional];
type Field = (typeof fields)[number];

const isRequired = (field: Field): boolean => required.some((one) => one === field);

function pairOf(pair: string): readonly [Field, string | null] {
  const split = pair.indexOf("=");
  const field = fields.find((one) => one === pair.slice(0, Math.max(0, split)).trim());
  const column = pair.slice(split + 1).trim();
  if (field === undefined) {
    throw new HoldfastError("invalid_request", {
      what: `--columns ${pair} names no field.`,
      action: `Write field=column, with one of ${fields.join(", ")}.`,
    });
  }
  if (column !== "" || !isRequired(field)) return [field, column === "" ? null : column];
  throw new HoldfastError("invalid_request", {
    what: `There is no import without a column of ${field}.`,
    action: `Write ${field}=column.`,
  });
}

/** What is not named keeps its default; a field without a column is not read. Throws invalid_request. */
export function plaintextColumns(given: unknown): PlaintextColumns {
  const pairs = Array.isArray(given) ? given.flatMap((list) => String(list).split(",")).map(pairOf) : [];
  const columns = Object.fromEntries(pairs) as PlaintextColumns;
  if (Object.keys(columns).length === pairs.length) return columns;
  throw new HoldfastError("invalid_request", { what: "--columns names a field twice.", action: "Name each field once." });
}
