// The query as an object: keys that may repeat become lists, any other key may occur once.
import { HoldfastError, listQueryKeys } from "@holdfast/contract";
import { assertStorable } from "./read-body.js";

const twice = (key: string): HoldfastError =>
  new HoldfastError("invalid_request", {
    what: "A query parameter occurs twice.",
    action: "Send it once.",
    fields: [{ path: key, problem: "Occurs twice." }],
  });

const lists: ReadonlySet<string> = new Set(listQueryKeys);

/** The decoded query of a URL. Throws invalid_request when a key occurs twice that is no list. */
export function readQuery(url: string): Record<string, string | string[]> {
  const start = url.indexOf("?");
  if (start < 0) return {};
  const parameters = new URLSearchParams(url.slice(start + 1));
  const query = Object.create(null) as Record<string, string | string[]>;
  for (const [key, value] of parameters) {
    assertStorable(value);
    if (key in query && !lists.has(key)) throw twice(key);
    query[key] = lists.has(key) ? parameters.getAll(key) : value;
  }
  return query;
}
