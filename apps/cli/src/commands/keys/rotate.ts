// `holdfast keys rotate`: brings every sealed row under the current key, in batches that can be stopped and gone on with (TK-08).
import type { Command } from "commander";
import type { RotateOptions, RotationReport } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction } from "../../command.js";
import { batchSizeOf } from "../../input/batch-size.js";
import { trackProgress } from "../../print/track-progress.js";
import { untilInterrupted } from "../../start/until-interrupted.js";
import { withTokenStore } from "../../start/with-token-store.js";
import { censusLines, counted, sealTopics } from "./census.js";

const unfinishedExit = 1;

export function addKeyRotation(keys: Command, line: CommandLine): void {
  const rotate = keys
    .command("rotate")
    .description("Seal everything anew under the current key, beside running servers. Stop it at any time and call it again.")
    .option("--to <id>", "the key to end with: a safeguard, since it can only be the current one")
    .option("--batch <rows>", "rows in one transaction (default: 500)")
    .option("--dry-run", "only say what would be done");
  rotate.addHelpText(
    "after",
    `\nExit codes: 0 every row is under the current key, ${unfinishedExit} stopped, or rows did not open.`,
  );
  addExamples(addOptionFlags(rotate, sealTopics), [
    ["holdfast keys rotate --dry-run", "How many rows there are to bring over"],
    ["holdfast keys rotate --to k2026", "Do it, and refuse when k2026 is not the current key here"],
  ]);
  onAction(rotate, line, rotateAll);
}

function optionsOfRotation({ flags }: Invocation): RotateOptions {
  const { to } = flags;
  const batchSize = batchSizeOf(flags);
  return {
    ...(typeof to === "string" ? { to } : {}),
    ...(batchSize === undefined ? {} : { batchSize }),
    dryRun: flags["dryRun"] === true,
  };
}

async function rotateAll(invocation: Invocation): Promise<number> {
  const { printer } = invocation;
  const options = optionsOfRotation(invocation);
  const report = await untilInterrupted((signal) =>
    withTokenStore(invocation, async ({ store }) => {
      const track = trackProgress(printer, "Sealing anew (rows)");
      const onProgress: RotateOptions["onProgress"] = ({ resealed, total }) => track.show(resealed, total);
      return track.during(() => store.keys.rotate({ ...options, onProgress, signal }));
    }),
  );
  printer.result(report, () => reportLines(report));
  return report.dryRun || (report.finished && report.unopened.length === 0) ? 0 : unfinishedExit;
}

function reportLines(report: RotationReport): readonly string[] {
  return [...verdictLines(report), ...censusLines(report.census)];
}

function verdictLines({ dryRun, finished, resealed, total, to, unopened }: RotationReport): readonly string[] {
  if (dryRun) return [`Nothing was changed; ${counted(total)} would be sealed anew under ${to}.`];
  const end = finished ? "" : " It is not finished: call it again, and it goes on from here.";
  const left = unopened.map(({ table, id, keyId, reason }) => `  ${table} ${id}, under ${keyId}: ${reason}`);
  return [
    `${counted(resealed)} of ${total.toLocaleString("en-GB")} sealed anew under ${to}.${end}`,
    ...(left.length === 0 ? [] : ["These did not open and are as they were:", ...left]),
  ];
}
