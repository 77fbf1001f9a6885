// How the search part of an address is written and read: repeated keys for lists, no brackets, no quotes.
import { queryText } from "@holdfast/client";

export const writeSearch = (search: Readonly<Record<string, unknown>>): string => queryText(search);

/** One value as text, several as a list. */
export function readSearch(text: string): Record<string, string | string[]> {
  const search: Record<string, string | string[]> = {};
  const parameters = new URLSearchParams(text);
  for (const key of new Set(parameters.keys())) {
    const values = parameters.getAll(key);
    search[key] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return search;
}
