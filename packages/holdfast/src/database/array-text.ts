// An array of PostgreSQL as one text, of values that need no quotes: the driver would look at each letter of each id for something to escape.

/** Of UUIDs, numbers, times and words of our own: letters, digits, `-`, `_`, `:` and `.`. Null and undefined become NULL. */
export function arrayText(values: readonly (string | number | null | undefined)[]): string {
  return `{${values.map((value) => value ?? "NULL").join(",")}}`;
}
