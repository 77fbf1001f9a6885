// `holdfast records`: bring records into the catalogue, withdraw them, and look at them. Works beside a running server.
import { resolve } from "node:path";
import { HoldfastError, recordIdSchema } from "@holdfast/contract";
import type { Command } from "commander";
import type { ImportReport } from "holdfast";
import {
  addExamples,
  addOptionFlags,
  type CommandLine,
  databaseTopics,
  type Invocation,
  onAction,
  optionsOf,
} from "../command.js";
import { columnMapping } from "../input/column-mapping.js";
import { csvRows, inspectCsv, type UnreadableRow } from "../input/csv-rows.js";
import { withAdministration } from "../start/with-administration.js";
import { addRecordSearch } from "./records/search.js";

export function addRecords(program: Command, line: CommandLine): void {
  const records = program.command("records").description("The catalogue: search, import and withdraw records.");
  addRecordSearch(records, line);
  const bring = records
    .command("import")
    .description("Import a CSV file: new records are added, changed ones updated, all of it or nothing.")
    .argument("<file>", "a CSV file with a header line")
    .option("--map <field=Column...>", "which column holds what: id or key, title, reference, family, type, year, status")
    .option("--delimiter <character>", "what separates the columns (default: found out)")
    .option("--dry-run", "report what would happen and change nothing");
  addOptionFlags(bring, databaseTopics);
  addExamples(bring, [
    ["holdfast records import acts.csv --map title=Name,year=Year,key=Code --dry-run", "What would happen"],
    [
      "holdfast records import acts.csv --map title=Name,year=Year,key=Code",
      "Do it; the same key is the same record at every import",
    ],
  ]);
  onAction(bring, line, importFile);

  const withdraw = records
    .command("withdraw")
    .description("Withdraw records: they can be seen and deselected, no longer selected. They are never deleted.")
    .argument("<record...>", "ids of records")
    .requiredOption("--reason <text>", "why, for the audit trail");
  addOptionFlags(withdraw, databaseTopics);
  addExamples(withdraw, [['holdfast records withdraw 9a4e8f0c-0b7d-5c3e-8f51-6c1d2a7b3e40 --reason "Repealed"', "One record"]]);
  onAction(withdraw, line, withdrawRecords);
}

const shownProblems = 20;
const badLinesExit = 65;

function delimiterOf({ flags }: Invocation): string | undefined {
  const given = flags["delimiter"];
  if (typeof given !== "string") return undefined;
  const delimiter = given === "\\t" || given === "tab" ? "\t" : given;
  if (delimiter.length === 1) return delimiter;
  throw new HoldfastError("invalid_request", { what: `"${given}" is no delimiter.`, action: "Give one character, or tab." });
}

/** Ends with an error code when lines were refused, so that a script notices. */
async function importFile(invocation: Invocation): Promise<number> {
  const { args, flags, printer, terminal } = invocation;
  const path = resolve(terminal.workingDirectory, args[0] ?? "");
  const { options } = optionsOf(invocation);
  const file = await inspectCsv(path, delimiterOf(invocation));
  const mapping = columnMapping(Array.isArray(flags["map"]) ? flags["map"].map(String) : [], file.header);
  const dryRun = flags["dryRun"] === true;
  const unreadable: UnreadableRow[] = [];
  const progress = printer.progress(dryRun ? "Reading (bytes)" : "Importing (bytes)", file.bytes);
  const rows = csvRows(path, {
    delimiter: file.delimiter,
    onUnreadable: (row) => void unreadable.push(row),
    onBytes: (bytes) => progress.update(bytes),
  });
  try {
    const report = await withAdministration(invocation, options, (administration) =>
      administration.importRecords(rows, { mapping, dryRun }),
    );
    progress.finish();
    return printReport(invocation, { report, unreadable, dryRun });
  } finally {
    progress.finish();
  }
}

interface Imported {
  readonly report: ImportReport;
  readonly unreadable: readonly UnreadableRow[];
  readonly dryRun: boolean;
}

function printReport({ printer }: Invocation, { report, unreadable, dryRun }: Imported): number {
  const problems = [...unreadable, ...report.problems].toSorted((a, b) => a.line - b.line);
  const read = report.read + unreadable.length;
  const refused = report.refused + unreadable.length;
  const { inserted, updated, unchanged } = report;
  const hidden = refused - Math.min(problems.length, shownProblems);
  printer.result({ dryRun, read, inserted, updated, unchanged, refused, problems }, () => [
    `${dryRun ? "Nothing was changed. An import would do this" : "Imported"}: ${read} rows read, ${inserted} new, ${updated} changed, ${unchanged} as they were, ${refused} refused.`,
    ...problems.slice(0, shownProblems).map(({ line, problems: said }) => `  line ${line}: ${said.join(" ")}`),
    ...(hidden > 0 ? [`  … and ${hidden} more; --json names the first 1,000.`] : []),
  ]);
  return refused === 0 ? 0 : badLinesExit;
}

async function withdrawRecords(invocation: Invocation): Promise<void> {
  const { args, flags, printer } = invocation;
  const ids = args.map((text) => {
    const parsed = recordIdSchema.safeParse(text);
    if (parsed.success) return parsed.data;
    throw new HoldfastError("invalid_request", {
      what: `"${text}" is no id of a record.`,
      action: "Ids are UUIDs, as the console shows them.",
    });
  });
  const { options } = optionsOf(invocation);
  const report = await withAdministration(invocation, options, (administration) =>
    administration.withdrawRecords(ids, String(flags["reason"])),
  );
  const { withdrawn, alreadyWithdrawn, unknown } = report;
  printer.result(
    report,
    () => `${withdrawn.length} withdrawn, ${alreadyWithdrawn.length} were so before, ${unknown.length} unknown.`,
  );
}
