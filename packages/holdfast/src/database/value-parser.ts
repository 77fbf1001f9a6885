// How PostgreSQL's values become ours: bigint as a safe number, time as ISO 8601 with its microseconds, everything else as pg does it.
import pg from "pg";

const int8 = 20;
const timestamptz = 1184;

function parseInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The database holds ${text}, which is beyond 2^53.`);
  return value;
}

const longestUtc = "2026-01-31 10:20:30.123456+00".length;

/** `2026-01-31 10:20:30.123456+00` → `2026-01-31T10:20:30.123456Z`. pg's own parser would drop the microseconds. */
export function parseTimestamp(text: string): string {
  // As it comes from a session in UTC, cut at its places: a row has several, and a pattern costs ten times as much.
  if (text.length <= longestUtc && text.charCodeAt(10) === 32 && text.endsWith("+00")) {
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(6, "0")}Z`;
  }
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?([+-]\d\d(?::?\d\d)?)$/.exec(text);
  if (match === null) return text;
  const [, day = "", time = "", fraction = "", zone = ""] = match;
  const micros = fraction.padEnd(6, "0");
  if (zone === "+00") return `${day}T${time}.${micros}Z`;
  const offset = zone.length === 3 ? `${zone}:00` : zone;
  return `${new Date(`${day}T${time}${offset}`).toISOString().slice(0, 19)}.${micros}Z`;
}

export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (format !== "binary" && oid === int8) return parseInteger;
    if (format !== "binary" && oid === timestamptz) return parseTimestamp;
    return pg.types.getTypeParser(oid, format as "text");
  }) as typeof pg.types.getTypeParser,
};
