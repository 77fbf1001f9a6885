// `holdfast cache warm`: fills the memory of a running server with the tokens that were used last (TK-16).
import type { WarmCacheLine } from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { wholeNumberOf } from "../../input/time-flag.js";
import { trackProgress } from "../../print/track-progress.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";
import { readReport } from "../../session/read-report.js";
import { untilInterrupted } from "../../start/until-interrupted.js";
import { counted } from "../keys/census.js";

const unfinishedExit = 1;
type Progress = Extract<WarmCacheLine, { readonly type: "progress" }>;
type Report = Extract<WarmCacheLine, { readonly type: "report" }>;

export function addCacheWarming(cache: Command, line: CommandLine): void {
  const warm = addServerFlag(
    cache
      .command("warm")
      .description("Fill the memory of a running server with the tokens that were used last, for administrators.")
      .option("--most <count>", "so many held and so many issued tokens (default: 10000)"),
  );
  warm.addHelpText(
    "after",
    `\nServing does not wait for it. Without a running server there is no memory to fill.\nExit codes: 0 done, ${unfinishedExit} stopped, or it failed.`,
  );
  addExamples(warm, [["holdfast cache warm --most 100000", "Before traffic is let in"]]);
  onAction(warm, line, warmServer);
}

async function warmServer(invocation: Invocation): Promise<number> {
  const { printer, flags } = invocation;
  const most = wholeNumberOf("--most", flags["most"]);
  const client = await signedInClient(invocation);
  const { warming } = await untilInterrupted(async (signal) => {
    const response = await client.stream("warmTokenCache", { body: most === undefined ? {} : { most }, signal });
    const track = trackProgress(printer, "Filling memory (rows)");
    return track.during(() => readReport<Progress, Report>(response, ({ read }) => track.show(read)));
  });
  printer.result(
    warming,
    () => `${counted(warming.read)} read, ${counted(warming.loaded, "token")} put into memory: ${warming.state}.`,
  );
  return warming.state === "done" ? 0 : unfinishedExit;
}
