// Times for people: to the second, in UTC.

/** `2026-01-31 10:20:30Z`; a dash when there is none. */
export function moment(timestamp: string | null | undefined): string {
  return timestamp == null
    ? "-"
    : new Date(timestamp)
        .toISOString()
        .replace("T", " ")
        .replace(/\.\d+Z$/, "Z");
}
