// `holdfast selections export` and `import`: groups as files (SE-13).
import { randomUUID } from "node:crypto";
import { openAsBlob } from "node:fs";
import { resolve } from "node:path";
import { readLines, readText } from "@holdfast/client";
import { type GroupImportEvent, type GroupImportReport, HoldfastError, operationIdSchema } from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { formatOf } from "../../input/file-format.js";
import { printable } from "../../print/printable.js";
import { writeText } from "../../print/write-text.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";
import { findGroup } from "../../session/selection-group.js";

export function addTransfer(selections: Command, line: CommandLine): void {
  const give = addServerFlag(selections.command("export").description("Write a group to a file, ordered by title."))
    .argument("<group>", "the group, by name or id")
    .option("--format <format>", "csv or jsonl (default: csv, or by the name of the file)")
    .option("--out <file>", "where to (default: standard output)");
  addExamples(give, [
    ["holdfast selections export reading --out reading.csv", "For a spreadsheet"],
    ["holdfast selections export reading --format jsonl | jq .title", "For other programs"],
  ]);
  onAction(give, line, exportGroup);

  const take = addServerFlag(selections.command("import").description("Select the records of a list: their ids or references."))
    .argument("<group>", "the group, by name or id")
    .argument("<file>", "a CSV file, or JSON lines when its name ends in .jsonl")
    .option("--format <format>", "csv or jsonl (default: by the name of the file)")
    .option("--dry-run", "report what would happen, line by line, and change nothing");
  addExamples(take, [
    ["holdfast selections import reading list.csv --dry-run", "What would happen"],
    ["holdfast selections import reading list.csv", "Do it; what is selected already stays as it is"],
  ]);
  onAction(take, line, importGroup);
}

async function exportGroup(invocation: Invocation): Promise<void> {
  const { args, flags, printer, terminal } = invocation;
  const out = typeof flags["out"] === "string" ? resolve(terminal.workingDirectory, flags["out"]) : undefined;
  const format = formatOf(flags["format"], out);
  const client = await signedInClient(invocation);
  const group = await findGroup(client, args[0]);
  const text = readText(await client.stream("exportGroup", { params: { group: group.id }, query: { format } }));
  await writeText(invocation, text, out);
  if (out !== undefined) printer.result({ group: group.name, file: out, format }, () => `Wrote ${group.name} to ${out}.`);
}

const mediaTypes = { csv: "text/csv", lines: "application/x-ndjson" } as const;
const shownProblems = 20;
const badLinesExit = 65;

/** Throws not_found. */
async function openFile(path: string, type: string): Promise<Blob> {
  try {
    return await openAsBlob(path, { type });
  } catch (cause) {
    throw new HoldfastError("not_found", {
      what: `There is no file ${path} that can be read.`,
      action: "Check the path.",
      cause,
    });
  }
}

/** Ends with an error code when lines were left out, so that a script notices. */
async function importGroup(invocation: Invocation): Promise<number> {
  const { args, flags, printer, terminal } = invocation;
  const [asked, file = ""] = args;
  const path = resolve(terminal.workingDirectory, file);
  const type = mediaTypes[formatOf(flags["format"], path)];
  const content = await openFile(path, type);
  const client = await signedInClient(invocation);
  const group = await findGroup(client, asked);
  const query = { importId: operationIdSchema.parse(randomUUID()), dryRun: flags["dryRun"] === true ? "true" : "false" } as const;
  const response = await client.stream("importGroup", { params: { group: group.id }, query, file: { type, content } });
  const progress = printer.progress(flags["dryRun"] === true ? "Reading (lines)" : "Importing (lines)");
  try {
    for await (const event of readLines<GroupImportEvent>(response)) {
      if (event.type === "progress") progress.update(event.counts.lines);
      else {
        progress.finish();
        return printReport(invocation, group.name, event.report);
      }
    }
  } finally {
    progress.finish();
  }
  throw new HoldfastError("internal", {
    what: "The import ended without a report.",
    action: "Run it again: what is selected already stays as it is.",
  });
}

function printReport({ printer }: Invocation, group: string, report: GroupImportReport): number {
  const { dryRun, lines, added, alreadyThere, duplicates, unknown, ambiguous, overLimit, malformed, problems } = report;
  const leftOut = unknown + ambiguous + overLimit + malformed;
  const shown = problems.slice(0, shownProblems);
  printer.result(report, () => [
    `${dryRun ? `Nothing was changed. An import into ${group} would do this` : `Imported into ${group}`}: ${lines} lines read, ` +
      `${added} added, ${alreadyThere} there already, ${duplicates} named twice, ${leftOut} left out.`,
    ...shown.map(({ line, value, status }) => `  line ${line}: ${printable(value)} (${status.replaceAll("_", " ")})`),
    ...(problems.length > shown.length ? [`  … and ${problems.length - shown.length} more; --json names them.`] : []),
  ]);
  return leftOut === 0 ? 0 : badLinesExit;
}
