// `holdfast audit report`, `counts` and `export`: one's own trail, or as an administrator everybody's (AU-07).
import { resolve } from "node:path";
import { type HoldfastClient, readText } from "@holdfast/client";
import { type AuditEvent, auditActionSchema, HoldfastError, userIdSchema } from "@holdfast/contract";
import type { Command } from "commander";
import { type AuditCount, csvLine } from "holdfast";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { formatOf } from "../../input/file-format.js";
import { timeOf, wholeNumberOf } from "../../input/time-flag.js";
import { moment } from "../../print/moment.js";
import { type Column, tableLines } from "../../print/table.js";
import { writeText } from "../../print/write-text.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";

export function addAuditReport(audit: Command, line: CommandLine): void {
  const report = filtered(audit.command("report").description("List events, newest first.")).option(
    "--limit <count>",
    "at most so many (default: 100)",
  );
  addExamples(report, [
    ["holdfast audit report --action sign_in sign_in_refused --from 2026-01-01", "Your own sign-ins of this year"],
    ["holdfast audit report --everybody --address 192.0.2.0/24", "For administrators: what came from a network"],
  ]);
  onAction(report, line, printReport);

  const counts = filtered(audit.command("counts").description("Count events over time."))
    .option("--by <unit>", "hour, day, week or month (default: day)")
    .option("--split", "one count for each action")
    .option("--format <format>", "csv, for spreadsheets (default: a table; JSON lines with --json)");
  addExamples(counts, [
    ["holdfast audit counts --by month --split", "What you did each month"],
    [
      "holdfast audit counts --everybody --split --format csv > counts.csv",
      "For administrators: everybody's days, for a spreadsheet",
    ],
  ]);
  onAction(counts, line, printCounts);

  const whole = filtered(audit.command("export").description("Write all events to a file."))
    .option("--format <format>", "csv or jsonl (default: csv, or by the name of the file)")
    .option("--out <file>", "where to (default: standard output)");
  addExamples(whole, [["holdfast audit export --out trail.jsonl", "Your whole trail, one JSON object per line"]]);
  onAction(whole, line, exportEvents);
}

function filtered(command: Command): Command {
  return addServerFlag(command)
    .option("--everybody", "everybody's events, for administrators")
    .option("--user <id>", "events about this user, for administrators")
    .option("--action <name...>", "only these actions")
    .option("--record <id>", "only about this record")
    .option("--operation <id>", "only of this operation")
    .option("--address <network>", "only from this address or network")
    .option("--from <time>", "from this time on")
    .option("--to <time>", "before this time");
}

function actionsOf(given: unknown) {
  if (!Array.isArray(given)) return undefined;
  return given.map((name) => {
    const parsed = auditActionSchema.safeParse(name);
    if (parsed.success) return parsed.data;
    throw new HoldfastError("invalid_request", {
      what: `"${String(name)}" is no action.`,
      action: `Give some of ${auditActionSchema.options.join(", ")}.`,
    });
  });
}

function filterOf({ flags }: Invocation) {
  const text = (name: string): string | undefined => (typeof flags[name] === "string" ? flags[name] : undefined);
  return {
    action: actionsOf(flags["action"]),
    recordId: text("record"),
    operationId: text("operation"),
    address: text("address"),
    from: timeOf("--from", flags["from"]),
    to: timeOf("--to", flags["to"]),
  };
}

/** Whose trail: undefined for one's own. Throws invalid_request. */
function scopeOf({ flags }: Invocation): { readonly userId?: string } | undefined {
  if (typeof flags["user"] !== "string") return flags["everybody"] === true ? {} : undefined;
  const parsed = userIdSchema.safeParse(flags["user"]);
  if (parsed.success) return { userId: parsed.data };
  throw new HoldfastError("invalid_request", {
    what: `"${flags["user"]}" is no id of a user.`,
    action: "Ids are UUIDs, as `holdfast users list` shows them.",
  });
}

const columns: readonly Column<AuditEvent>[] = [
  { title: "when", value: ({ at }) => moment(at) },
  { title: "action", value: ({ action }) => action },
  { title: "user", value: ({ userId }) => userId },
  { title: "group", value: ({ groupId, groupVersion }) => (groupId === null ? null : `${groupId} v${groupVersion ?? "?"}`) },
  { title: "record", value: ({ recordId }) => recordId },
  { title: "from", value: ({ address }) => address },
];
const pageSize = 500;

function readPage(
  client: HoldfastClient,
  invocation: Invocation,
  page: { readonly before?: string | undefined; readonly limit: number },
) {
  const scope = scopeOf(invocation);
  const query = { ...filterOf(invocation), ...page };
  return scope === undefined
    ? client.call("listAudit", { query: ownQuery(query) })
    : client.call("auditReport", { query: { ...query, ...scope } });
}

/** One's own trail is not asked by address and operation. */
function ownQuery<Query extends { readonly address?: unknown; readonly operationId?: unknown }>({
  address,
  operationId,
  ...query
}: Query) {
  if (address === undefined && operationId === undefined) return query;
  throw new HoldfastError("invalid_request", {
    what: "--address and --operation are for administrators here.",
    action: "Add --everybody, or use `holdfast audit export`, which takes both.",
  });
}

async function printReport(invocation: Invocation): Promise<void> {
  const { flags, printer } = invocation;
  const most = wholeNumberOf("--limit", flags["limit"]) ?? 100;
  const client = await signedInClient(invocation);
  const events: AuditEvent[] = [];
  let before: string | undefined;
  do {
    const page = await readPage(client, invocation, { before, limit: Math.min(pageSize, Math.max(1, most - events.length)) });
    events.push(...page.events);
    before = page.next ?? undefined;
  } while (before !== undefined && events.length < most);
  if (printer.isJson) for (const event of events) printer.result(event, () => "");
  else printer.result({}, () => (events.length === 0 ? "There are no such events." : tableLines(columns, events)));
}

const units = ["hour", "day", "week", "month"] as const;

async function printCounts(invocation: Invocation): Promise<void> {
  const { flags, printer } = invocation;
  const by = units.find((unit) => unit === (flags["by"] ?? "day"));
  if (by === undefined)
    throw new HoldfastError("invalid_request", {
      what: `"${String(flags["by"])}" is no unit.`,
      action: `Give one of ${units.join(", ")}.`,
    });
  const format = typeof flags["format"] === "string" ? flags["format"] : undefined;
  if (format !== undefined && format !== "csv")
    throw new HoldfastError("invalid_request", {
      what: `"${format}" is no format of counts.`,
      action: "Give csv, or --json, or neither.",
    });
  const scope = scopeOf(invocation);
  const query = { ...filterOf(invocation), by, split: flags["split"] === true ? "true" : "false" } as const;
  const client = await signedInClient(invocation);
  const { counts } =
    scope === undefined
      ? await client.call("auditCounts", { query })
      : await client.call("auditReportCounts", { query: { ...query, ...scope } });
  if (format === "csv") return writeText(invocation, countsAsCsv(counts), undefined);
  if (printer.isJson) for (const count of counts) printer.result(count, () => "");
  else
    printer.result({}, () =>
      tableLines(
        [
          { title: "from", value: ({ from }) => moment(from) },
          { title: "action", value: ({ action }) => action ?? "all" },
          { title: "events", value: ({ count }) => count, align: "right" },
        ],
        counts,
      ),
    );
}

async function* countsAsCsv(counts: readonly AuditCount[]): AsyncGenerator<string> {
  yield csvLine(["from", "action", "events"]);
  yield counts.map(({ from, action, count }) => csvLine([from, action, count])).join("");
}

async function exportEvents(invocation: Invocation): Promise<void> {
  const { flags, printer, terminal } = invocation;
  const out = typeof flags["out"] === "string" ? resolve(terminal.workingDirectory, flags["out"]) : undefined;
  const format = formatOf(flags["format"], out);
  const scope = scopeOf(invocation);
  const query = { ...filterOf(invocation), format };
  const client = await signedInClient(invocation);
  const response =
    scope === undefined
      ? await client.stream("exportAudit", { query })
      : await client.stream("exportAuditReport", { query: { ...query, ...scope } });
  await writeText(invocation, readText(response), out);
  if (out !== undefined) printer.result({ file: out, format }, () => `Wrote the trail to ${out}.`);
}
