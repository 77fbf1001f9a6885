// Ids of records, as words of a command line.
import { HoldfastError, type RecordId, recordIdSchema } from "@holdfast/contract";

/** Throws invalid_request with the word that is none. */
export function readIds(given: readonly string[]): RecordId[] {
  return given.map((text) => {
    const parsed = recordIdSchema.safeParse(text);
    if (parsed.success) return parsed.data;
    throw new HoldfastError("invalid_request", {
      what: `"${text}" is no id of a record.`,
      action: "Ids are UUIDs, as `holdfast selections show` and the console show them.",
    });
  });
}
