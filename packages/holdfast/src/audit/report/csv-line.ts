// One line of CSV as in RFC 4180, which no spreadsheet takes for a formula.

const formula = /^[=+\-@\t\r]/;
const special = /[",\r\n]/;

/** Ends with CRLF. A text that a spreadsheet would calculate gets an apostrophe before it; null is an empty cell. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

function cellOf(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
