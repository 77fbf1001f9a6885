// One cell of a CSV file: quoted where RFC 4180 asks for it, and never a formula to a spreadsheet.

/** Spreadsheets take these for the beginning of a formula. An apostrophe in front says that it is text. */
const formula = /^[=+\-@\t\r]/;
const guarded = /^'[=+\-@\t\r]/;

export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text as it was before it was guarded. */
export function unguarded(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}
