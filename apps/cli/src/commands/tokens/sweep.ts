// `holdfast tokens sweep`: removes tokens that ended long ago, in batches that block nobody (TK-28).
import { HoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import type { SweepOptions } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction } from "../../command.js";
import { batchSizeOf } from "../../input/batch-size.js";
import { wholeNumberOf } from "../../input/time-flag.js";
import { trackProgress } from "../../print/track-progress.js";
import { untilInterrupted } from "../../start/until-interrupted.js";
import { withTokenStore } from "../../start/with-token-store.js";
import { counted, sealTopics } from "../keys/census.js";

export function addTokenSweep(tokens: Command, line: CommandLine): void {
  const sweep = tokens
    .command("sweep")
    .description("Remove tokens that ended long ago, beside running servers, which do the same every hour.")
    .option("--keep-issued <days>", "issued tokens stay so long after their end (default: 7)")
    .option("--keep-held <days>", "held tokens stay so long after they were revoked (default: 90)")
    .option("--batch <rows>", "rows in one transaction (default: 500)")
    .option("--dry-run", "only count");
  addExamples(addOptionFlags(sweep, sealTopics), [
    ["holdfast tokens sweep --dry-run", "How many there are"],
    ["holdfast tokens sweep --keep-held 30", "Remove what was revoked a month ago"],
  ]);
  onAction(sweep, line, sweepAll);
}

const day = 86_400_000;
const mostDays = 36_500;

/** Throws invalid_request. */
function daysOf(name: string, value: unknown): number | undefined {
  const days = wholeNumberOf(name, value);
  if (days === undefined || (days >= 1 && days <= mostDays)) return days;
  throw new HoldfastError("invalid_request", {
    what: `${name} ${days} is no number of days.`,
    action: `Choose 1 to ${mostDays.toLocaleString("en-GB")}.`,
  });
}

function optionsOfSweep({ flags }: Invocation): SweepOptions {
  const [issued, held] = [daysOf("--keep-issued", flags["keepIssued"]), daysOf("--keep-held", flags["keepHeld"])];
  const batchSize = batchSizeOf(flags);
  return {
    dryRun: flags["dryRun"] === true,
    ...(issued === undefined ? {} : { keepIssued: issued * day }),
    ...(held === undefined ? {} : { keepHeld: held * day }),
    ...(batchSize === undefined ? {} : { batchSize }),
  };
}

async function sweepAll(invocation: Invocation): Promise<void> {
  const { printer } = invocation;
  const options = optionsOfSweep(invocation);
  const report = await untilInterrupted((signal) =>
    withTokenStore(invocation, ({ store }) => {
      const track = trackProgress(printer, "Removing (rows)");
      const onProgress: SweepOptions["onProgress"] = ({ issued, held }) => track.show(issued + held);
      return track.during(() => store.administration.sweep({ ...options, onProgress, signal }));
    }),
  );
  const what = `${counted(report.issued, "issued token")} and ${counted(report.held, "held token")}`;
  printer.result(report, () => (report.dryRun ? `Nothing was removed; ${what} would be.` : `Removed ${what}.`));
}
