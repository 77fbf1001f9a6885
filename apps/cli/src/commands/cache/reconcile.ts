// `holdfast cache reconcile`: fills a memory as a server does, and compares all of it with the database (TK-16, TK-18).
import { HoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import type { ReconcileReport, TokenStore, WarmStatus } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction } from "../../command.js";
import { wholeNumberOf } from "../../input/time-flag.js";
import { trackProgress } from "../../print/track-progress.js";
import { untilInterrupted } from "../../start/until-interrupted.js";
import { withTokenStore } from "../../start/with-token-store.js";
import { counted, sealTopics } from "../keys/census.js";

const differsExit = 1;
const lookEvery = 50;

export function addCacheReconciliation(cache: Command, line: CommandLine): void {
  const reconcile = cache
    .command("reconcile")
    .description("Fill a memory of this command's own as a server does at its start, and compare all of it with the database.")
    .option("--most <count>", "fill it with so many held and so many issued tokens, the last used first (default: 10000)");
  reconcile.addHelpText(
    "after",
    [
      "\nShows whether tokens can be read and opened here, and whether memory follows the database. The memory of a running",
      "server is not reached: servers compare and repair their own, a sample every minute, and count it in their metrics.",
      `\nExit codes: 0 no difference, ${differsExit} differences, or stopped before memory was full.`,
    ].join("\n"),
  );
  addExamples(addOptionFlags(reconcile, sealTopics), [["holdfast cache reconcile --most 100000", "A larger part"]]);
  onAction(reconcile, line, reconcileAll);
}

async function reconcileAll(invocation: Invocation): Promise<number> {
  const most = Math.max(1, wholeNumberOf("--most", invocation.flags["most"]) ?? 10_000);
  const { warmed, report } = await untilInterrupted((signal) =>
    withTokenStore(
      invocation,
      async ({ store }) => {
        const filled = await fill(invocation, store, signal);
        return { warmed: filled, report: await store.administration.reconcile() };
      },
      { warm: { most, pause: 0 } },
    ),
  );
  invocation.printer.result({ warmed, ...report }, () => reportLines(warmed, report));
  const isWhole = warmed.state === "done";
  return isWhole && report.outdated + report.missing + report.ahead === 0 ? 0 : differsExit;
}

/** Throws database_unavailable. */
async function fill({ printer, terminal }: Invocation, store: TokenStore, signal: AbortSignal): Promise<WarmStatus> {
  const track = trackProgress(printer, "Filling memory (rows)");
  const warming = (): WarmStatus => store.status().tokenUpkeep.warming;
  await track.during(async () => {
    while (isUnderWay(warming()) && !signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- until it has ended
      await terminal.clock.pause(lookEvery, signal);
      track.show(warming().read);
    }
  });
  const ended = warming();
  if (ended.state === "done" || signal.aborted) return ended;
  throw new HoldfastError("database_unavailable", {
    what: "Memory could not be filled.",
    why: "The tokens could not be read from the database.",
    action: "See what `holdfast doctor` says.",
  });
}

const isUnderWay = ({ state }: WarmStatus): boolean => state === "waiting" || state === "running";

function reportLines({ read, loaded }: WarmStatus, { checked, outdated, missing, ahead }: ReconcileReport): readonly string[] {
  const differences = outdated + missing + ahead;
  return [
    `${counted(read)} read, ${counted(loaded, "token")} put into memory, ${checked.toLocaleString("en-GB")} compared with the database.`,
    differences === 0
      ? "There is no difference."
      : `${counted(differences, "difference")}: ${outdated} outdated, ${missing} not there any more, ${ahead} newer than the database.`,
  ];
}
