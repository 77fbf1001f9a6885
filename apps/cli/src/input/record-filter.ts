// Which records are meant, as flags.
import { HoldfastError, type RecordFilter, recordFilterSchema } from "@holdfast/contract";
import type { Command } from "commander";

/** What the flags can say; in which group a record is, is said elsewhere. */
const flagFilterSchema = recordFilterSchema.omit({ groupId: true, selected: true });

export function addFilterFlags(command: Command): Command {
  return command
    .option("--text <words>", "words that the title or reference contains")
    .option("--family <name...>", "any of these families; (none) means no value")
    .option("--type <name...>", "any of these types")
    .option("--status <name...>", "any of these statuses")
    .option("--year-from <year>", "from this year on")
    .option("--year-to <year>", "up to this year");
}

function yearOf(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && /^\d{1,4}$/.test(value)) return Number(value);
  throw new HoldfastError("invalid_request", {
    what: `${name} ${JSON.stringify(value)} is no year.`,
    action: "Write it like 1998.",
  });
}

/** Empty when no flag of a filter was given. Throws invalid_request. */
export function filterOf(flags: Readonly<Record<string, unknown>>): Omit<RecordFilter, "groupId" | "selected"> {
  const { text, family, type, status } = flags;
  const given = {
    text,
    family,
    type,
    status,
    yearFrom: yearOf("--year-from", flags["yearFrom"]),
    yearTo: yearOf("--year-to", flags["yearTo"]),
  };
  const parsed = flagFilterSchema.safeParse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), problem: message }));
  throw new HoldfastError("invalid_request", {
    what: "The filter is not valid.",
    action: "Correct the flags named below.",
    fields,
  });
}
