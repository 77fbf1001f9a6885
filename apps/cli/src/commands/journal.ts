// `holdfast journal`: what is in the journal's directory, without a server, a lock or a change (JO-08).
import { HoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import { type Finding, inspectJournal } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction, optionsOf } from "../command.js";
import { printable } from "../print/printable.js";
import { addQuarantine } from "./quarantine.js";

export function addJournal(program: Command, line: CommandLine): void {
  const journal = program.command("journal").description("The journal of operations: look into it without touching it.");
  const status = addOptionFlags(journal.command("status").description("Sum up the journal: segments, positions, damage."), [
    "data",
  ]);
  addExamples(status, [
    ["holdfast journal status --data-directory /var/lib/holdfast", "Works with and without a running server"],
  ]);
  onAction(status, line, printStatus);

  const list = addOptionFlags(journal.command("list").description("List operations, oldest first."), ["data"]).option(
    "--after <position>",
    "only those behind this position",
  );
  addExamples(list, [["holdfast journal list --after 1200 --json", "One JSON object per operation"]]);
  onAction(list, line, listEntries);

  const inspect = addOptionFlags(journal.command("inspect").description("Show everything in the files, damage included."), [
    "data",
  ]);
  addExamples(inspect, [["holdfast journal inspect", "File, offset and size of each piece"]]);
  onAction(inspect, line, inspectAll);

  addQuarantine(journal, line);
}

const damagedExit = 65;

type Entry = Extract<Finding, { kind: "entry" }>;
const isCurrent = (finding: Finding): finding is Entry => finding.kind === "entry" && !finding.superseded;

interface Summary {
  segments: number;
  entries: number;
  bytes: number;
  first: number | null;
  last: number | null;
  closedAt: string | null;
  journal: string | null;
  tailBytes: number;
  damage: { file: string; offset: number; bytes: number; problem: string }[];
}

function take(summary: Summary, finding: Finding): void {
  summary.bytes += finding.kind === "damage" ? 0 : finding.bytes;
  if (finding.kind === "segment") {
    summary.segments += 1;
    summary.journal = finding.journal;
  } else if (isCurrent(finding)) {
    summary.entries += 1;
    summary.first ??= finding.position;
    summary.last = finding.position;
    summary.closedAt = null;
  } else if (finding.kind === "closed") summary.closedAt = finding.closedAt;
  else if (finding.kind === "tail") summary.tailBytes += finding.bytes;
  else if (finding.kind === "damage")
    summary.damage.push({ file: finding.file, offset: finding.offset, bytes: finding.bytes, problem: finding.problem });
}

async function printStatus(invocation: Invocation): Promise<number> {
  const { printer } = invocation;
  const directory = directoryOf(invocation);
  const summary: Summary = {
    segments: 0,
    entries: 0,
    bytes: 0,
    first: null,
    last: null,
    closedAt: null,
    journal: null,
    tailBytes: 0,
    damage: [],
  };
  for await (const finding of findings(directory)) take(summary, finding);
  printer.result({ directory, ...summary }, () => [
    `Journal     ${directory}`,
    ...(summary.segments === 0 ? ["There is nothing in it."] : summaryLines(summary)),
    ...summary.damage.map(
      ({ file, offset, problem }) => `${printer.colours.red("Damage")}      ${file} at byte ${offset}: ${problem}`,
    ),
  ]);
  return summary.damage.length === 0 ? 0 : damagedExit;
}

function summaryLines({ journal, segments, bytes, entries, first, last, closedAt, tailBytes }: Summary): readonly string[] {
  return [
    `Id          ${journal}`,
    `Segments    ${segments} (${bytes.toLocaleString("en-GB")} bytes in use)`,
    `Operations  ${entries === 0 ? "none" : `${entries.toLocaleString("en-GB")}, positions ${first} to ${last}`}`,
    `Last stop   ${closedAt === null ? "in use, or ended without closing" : `closed properly at ${closedAt}`}`,
    ...(tailBytes === 0 ? [] : [`Torn end    ${tailBytes} bytes, which the next start cuts: they were never acknowledged`]),
  ];
}

async function listEntries(invocation: Invocation): Promise<void> {
  const { printer, flags } = invocation;
  const after = Number(typeof flags["after"] === "string" ? flags["after"] : 0);
  if (!Number.isSafeInteger(after) || after < 0)
    throw new HoldfastError("invalid_request", {
      what: `"${String(flags["after"])}" is no position.`,
      action: "Give a whole number.",
    });
  for await (const finding of findings(directoryOf(invocation))) {
    if (!isCurrent(finding) || finding.position <= after) continue;
    const { position, body } = finding;
    printer.result({ position, body }, () => `${position}  ${printable(JSON.stringify(body))}`);
  }
}

async function inspectAll(invocation: Invocation): Promise<number> {
  const { printer } = invocation;
  const { red } = printer.colours;
  let damaged = false;
  for await (const finding of findings(directoryOf(invocation))) {
    damaged ||= finding.kind === "damage";
    const { kind, file, offset, bytes, ...rest } = finding;
    printer.result(
      finding,
      () => `${kind === "damage" ? red(kind) : kind}  ${file}:${offset} (${bytes} bytes)  ${printable(JSON.stringify(rest))}`,
    );
  }
  return damaged ? damagedExit : 0;
}

const directoryOf = (invocation: Invocation): string => optionsOf(invocation).options.journalDirectory;

async function* findings(directory: string): AsyncGenerator<Finding> {
  try {
    yield* inspectJournal(directory);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (typeof code !== "string") throw cause;
    throw new HoldfastError(code === "ENOENT" ? "not_found" : "configuration_invalid", {
      what: code === "ENOENT" ? `There is no journal in ${directory}.` : `The journal in ${directory} cannot be read (${code}).`,
      action: "Name its place with --data-directory or --journal-directory, and run as a user who may read it.",
      cause,
    });
  }
}
