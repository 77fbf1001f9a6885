// `holdfast cache reconcile`: compares all of a running server's memory with the database; without one, a memory of the command's own (TK-18).
import { HoldfastError, type ReconcileCacheLine } from "@holdfast/contract";
import type { Command } from "commander";
import type { ReconcileReport, TokenStore, WarmStatus } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction } from "../../command.js";
import { wholeNumberOf } from "../../input/time-flag.js";
import { trackProgress } from "../../print/track-progress.js";
import { addServerFlag, serverUrlOf, signedInClient } from "../../session/connect.js";
import { readReport } from "../../session/read-report.js";
import { serverAnswers } from "../../session/server-answers.js";
import { untilInterrupted } from "../../start/until-interrupted.js";
import { withTokenStore } from "../../start/with-token-store.js";
import { counted, sealTopics } from "../keys/census.js";

const differsExit = 1;
const lookEvery = 50;
type Progress = Extract<ReconcileCacheLine, { readonly type: "progress" }>;
type Report = Extract<ReconcileCacheLine, { readonly type: "report" }>;

export function addCacheReconciliation(cache: Command, line: CommandLine): void {
  const reconcile = addServerFlag(
    cache
      .command("reconcile")
      .description("Compare all of a running server's tokens in memory with the database, and repair what differs.")
      .option("--here", "leave servers alone: fill a memory of this command's own, as at a start, and compare that")
      .option("--most <count>", "with --here: fill it with so many held and so many issued tokens (default: 10000)"),
  );
  reconcile.addHelpText(
    "after",
    [
      "\nWhen no server answers, the command says so and does what --here does: it shows whether tokens can be read and opened,",
      "and whether memory follows the database. Servers also compare a sample of their own every minute, and count it.",
      `\nExit codes: 0 no difference, ${differsExit} differences (repaired), or stopped before memory was full.`,
    ].join("\n"),
  );
  addExamples(addOptionFlags(reconcile, sealTopics), [
    ["holdfast cache reconcile", "The memory of the running server"],
    ["holdfast cache reconcile --here --most 100000", "Without touching it"],
  ]);
  onAction(reconcile, line, reconcileAll);
}

async function reconcileAll(invocation: Invocation): Promise<number> {
  const { flags, printer } = invocation;
  if (flags["here"] === true) return reconcileHere(invocation);
  if (await serverAnswers(invocation)) return reconcileServer(invocation);
  printer.warn(`No server answers at ${serverUrlOf(invocation)}: a memory of this command's own is compared instead.`);
  return reconcileHere(invocation);
}

async function reconcileServer(invocation: Invocation): Promise<number> {
  const { printer } = invocation;
  const client = await signedInClient(invocation);
  const { report } = await untilInterrupted(async (signal) => {
    const response = await client.stream("reconcileTokenCache", { signal });
    const track = trackProgress(printer, "Comparing (tokens)");
    return track.during(() => readReport<Progress, Report>(response, ({ checked, total }) => track.show(checked, total)));
  });
  const url = serverUrlOf(invocation);
  printer.result({ memory: "server", url, ...report }, () => [
    `${counted(report.checked, "token")} in the memory of ${url} compared with the database.`,
    differenceLine(report),
  ]);
  return differences(report) === 0 ? 0 : differsExit;
}

async function reconcileHere(invocation: Invocation): Promise<number> {
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
  invocation.printer.result({ memory: "own", warmed, ...report }, () => [
    `${counted(warmed.read)} read, ${counted(warmed.loaded, "token")} put into memory, ${report.checked.toLocaleString("en-GB")} compared with the database.`,
    differenceLine(report),
  ]);
  return warmed.state === "done" && differences(report) === 0 ? 0 : differsExit;
}

const differences = ({ outdated, missing, ahead }: ReconcileReport): number => outdated + missing + ahead;

function differenceLine(report: ReconcileReport): string {
  const { outdated, missing, ahead } = report;
  if (differences(report) === 0) return "There is no difference.";
  return `${counted(differences(report), "difference")}: ${outdated} outdated, ${missing} not there any more, ${ahead} newer than the database.`;
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
