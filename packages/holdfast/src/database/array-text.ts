// An array of PostgreSQL as one text, of values that need no quotes: the driver would look at each letter of each id for something to escape.

/** Of UUIDs and numbers only. */
export function arrayText(values: readonly (string | number)[]): string {
  return `{${values.join(",")}}`;
}
