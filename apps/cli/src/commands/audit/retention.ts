// `holdfast audit retention`: remove the months of the trail that no class keeps any longer, archived first (AU-05).
import { resolve } from "node:path";
import type { Command } from "commander";
import type { RetentionMonth, RetentionReport } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction } from "../../command.js";
import { moment } from "../../print/moment.js";
import { type Column, tableLines } from "../../print/table.js";
import { operator, withTrail } from "../../start/with-trail.js";
import { trailTopics } from "./verify.js";

export function addAuditRetention(audit: Command, line: CommandLine): void {
  const command = audit
    .command("retention")
    .description("Remove the months of the trail that no class of action keeps any longer. The chain says what was removed.")
    .option("--dry-run", "name what would be removed and remove nothing")
    .option("--archive <directory>", "write each month there before it is removed, as compressed JSON lines")
    .option("--trust-clock", "go on although the clock seems to have jumped: somebody looked at it");
  addExamples(addOptionFlags(command, trailTopics), [
    ["holdfast audit retention --dry-run", "What would happen"],
    ["holdfast audit retention --archive /var/backups/audit", "Do it, and keep what is removed"],
  ]);
  onAction(command, line, applyRetention);
}

const columns: readonly Column<RetentionMonth>[] = [
  { title: "month", value: ({ month }) => month },
  { title: "verdict", value: ({ verdict }) => verdict.replaceAll("_", " ") },
  { title: "rows", value: ({ rows }) => rows, align: "right" },
  { title: "bytes", value: ({ bytes }) => bytes, align: "right" },
  { title: "kept until", value: ({ keptUntil }) => moment(keptUntil) },
  { title: "archive", value: ({ archive }) => archive?.file ?? null },
];

async function applyRetention(invocation: Invocation): Promise<void> {
  const { flags, printer, terminal } = invocation;
  const dryRun = flags["dryRun"] === true;
  const archive = typeof flags["archive"] === "string" ? { archive: resolve(terminal.workingDirectory, flags["archive"]) } : {};
  const report = await withTrail(invocation, (trail) =>
    trail.retention(operator, { dryRun, trustClock: flags["trustClock"] === true, ...archive }),
  );
  printer.result(report, () => [...tableLines(columns, report.months), summaryOf(report)]);
}

function summaryOf({ dryRun, months, removedRows }: RetentionReport): string {
  const removable = months.filter(({ verdict }) => verdict === "removable").length;
  return dryRun
    ? `Nothing was removed; ${removable} months would be.`
    : `${removedRows.toLocaleString("en-GB")} rows were removed.`;
}
