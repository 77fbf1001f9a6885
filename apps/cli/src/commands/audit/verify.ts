// `holdfast audit verify` and `roots`: whether the trail is what was sealed, and what to keep elsewhere to know it (AU-04).
import { createReadStream } from "node:fs";
import { access, constants } from "node:fs/promises";
import { resolve } from "node:path";
import { HoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import type { AuditBreak, AuditVerification } from "holdfast";
import {
  addExamples,
  addOptionFlags,
  type CommandLine,
  databaseTopics,
  type Invocation,
  onAction,
  type Topics,
} from "../../command.js";
import { timeOf, wholeNumberOf } from "../../input/time-flag.js";
import { moment } from "../../print/moment.js";
import { writeText } from "../../print/write-text.js";
import { type Trail, withTrail } from "../../start/with-trail.js";

export const trailTopics: Topics = [...databaseTopics, "tokens"];
const brokenExit = 1;
const shownBreaks = 20;

export function addAuditVerification(audit: Command, line: CommandLine): void {
  const verify = audit
    .command("verify")
    .description("Compare the trail with its seals, in the database itself: with and without a running server.")
    .option("--anchors <file>", "roots that were kept elsewhere: shows a chain that was rewritten or cut")
    .option("--from <time>", "rows from this time on; the chain is always followed as a whole")
    .option("--to <time>", "rows before this time");
  verify.addHelpText("after", `\nExit codes: 0 intact, ${brokenExit} something does not fit.`);
  addExamples(addOptionFlags(verify, trailTopics), [
    ["holdfast audit verify", "Names the first row that does not fit"],
    ["holdfast audit verify --anchors /mnt/elsewhere/roots.jsonl --json", "Against what an administrator cannot have changed"],
  ]);
  onAction(verify, line, verifyTrail);

  const roots = audit
    .command("roots")
    .description("Write the chain of seals, to be kept where no administrator of the database can write.")
    .option("--after <seal>", "only seals behind this number")
    .option("--out <file>", "where to (default: standard output)");
  addExamples(addOptionFlags(roots, trailTopics), [
    ["holdfast audit roots --out roots.jsonl", "The whole chain"],
    ["holdfast audit roots --after 1200 >> /mnt/elsewhere/roots.jsonl", "What is new"],
  ]);
  onAction(roots, line, writeRoots);
}

async function fileOf({ flags, terminal }: Invocation): Promise<string | undefined> {
  if (typeof flags["anchors"] !== "string") return undefined;
  const path = resolve(terminal.workingDirectory, flags["anchors"]);
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new HoldfastError("not_found", {
      what: `There is no file ${path} that can be read.`,
      action: "Check the path.",
      cause,
    });
  });
  return path;
}

async function verifyTrail(invocation: Invocation): Promise<number> {
  const { flags } = invocation;
  const [from, to] = [timeOf("--from", flags["from"]), timeOf("--to", flags["to"])];
  const anchors = await fileOf(invocation);
  const verification = await withTrail(invocation, (trail) =>
    verifyWithProgress(invocation, trail, {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(anchors === undefined ? {} : { anchors: createReadStream(anchors, "utf8") as AsyncIterable<string> }),
    }),
  );
  invocation.printer.result(verification, () => verdictLines(invocation, verification));
  return verification.intact ? 0 : brokenExit;
}

type VerifyOptions = NonNullable<Parameters<Trail["verify"]>[0]>;

async function verifyWithProgress({ printer }: Invocation, trail: Trail, options: VerifyOptions): Promise<AuditVerification> {
  let progress: ReturnType<typeof printer.progress> | undefined;
  try {
    const onProgress = ({ rows, totalRows }: { readonly rows: number; readonly totalRows: number }): void => {
      progress ??= printer.progress("Verifying (rows)", totalRows);
      progress.update(rows);
    };
    return await trail.verify({ ...options, onProgress });
  } finally {
    progress?.finish();
  }
}

const counted = (count: number, unit: string): string => `${count.toLocaleString("en-GB")} ${unit}${count === 1 ? "" : "s"}`;

function placeOf({ seal, row, event }: AuditBreak): string {
  const parts = [
    seal === null ? "" : `seal ${seal}`,
    row === null ? "" : `row ${row}`,
    event === null ? "" : `event ${event.number} of ${moment(event.at)}${event.action === null ? "" : `, ${event.action}`}`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function verdictLines({ printer }: Invocation, verification: AuditVerification): readonly string[] {
  const { intact, breaks, rows, seals, removedRows, unsealed, head } = verification;
  const { green, red } = printer.colours;
  const facts = [
    `${counted(rows, "row")} under ${counted(seals, "seal")}`,
    ...(removedRows === 0 ? [] : [`${counted(removedRows, "row")} removed by retention`]),
    ...(unsealed.rows === 0 ? [] : [`${counted(unsealed.rows, "row")} not sealed yet`]),
  ].join(", ");
  const end = head === null ? [] : [`  The chain ends at seal ${head.seq}, ${moment(head.sealedAt)}: ${head.hash}`];
  if (intact) return [`${green("✓")} The trail is intact: ${facts}.`, ...end];
  return [
    `${red("✗")} The trail does not fit its seals in ${counted(breaks.length, "place")}: ${facts}.`,
    ...breaks.slice(0, shownBreaks).map((found) => `  ${red(found.kind)}  ${placeOf(found)}: ${found.what}`),
    ...end,
  ];
}

async function writeRoots(invocation: Invocation): Promise<void> {
  const { flags, printer, terminal } = invocation;
  const after = wholeNumberOf("--after", flags["after"]);
  const out = typeof flags["out"] === "string" ? resolve(terminal.workingDirectory, flags["out"]) : undefined;
  await withTrail(invocation, (trail) => writeText(invocation, trail.roots(after), out));
  if (out !== undefined) printer.result({ file: out }, () => `Wrote the roots to ${out}.`);
}
