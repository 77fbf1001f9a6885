// `holdfast keys verify`: opens every sealed row, and names those that do not open (TK-07, TK-08).
import type { Command } from "commander";
import type { SealsReport, SealsOfKey, VerifySealsOptions } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction } from "../../command.js";
import { batchSizeOf } from "../../input/batch-size.js";
import { type Column, tableLines } from "../../print/table.js";
import { trackProgress } from "../../print/track-progress.js";
import { untilInterrupted } from "../../start/until-interrupted.js";
import { withTokenStore } from "../../start/with-token-store.js";
import { counted, sealTopics } from "./census.js";

const failedExit = 1;

export function addKeyVerification(keys: Command, line: CommandLine): void {
  const verify = keys
    .command("verify")
    .description(
      "Open every sealed row with the keys that are here, and name those that do not open. Shows and changes nothing of them.",
    )
    .option("--batch <rows>", "rows read at a time (default: 500)");
  verify.addHelpText("after", `\nExit codes: 0 every row opens, ${failedExit} rows do not open, or it was stopped.`);
  addExamples(addOptionFlags(verify, sealTopics), [
    ["holdfast keys verify", "After a restore, or before a key is retired"],
    ["holdfast keys verify --json | jq .unopened", "The first hundred rows that do not open, with the reason of each"],
  ]);
  onAction(verify, line, verifyAll);
}

async function verifyAll(invocation: Invocation): Promise<number> {
  const { printer, flags } = invocation;
  const batchSize = batchSizeOf(flags);
  const report = await untilInterrupted((signal) =>
    withTokenStore(invocation, async ({ store }) => {
      const track = trackProgress(printer, "Opening (rows)");
      const onProgress: VerifySealsOptions["onProgress"] = ({ checked, total }) => track.show(checked, total);
      const options = { onProgress, signal, ...(batchSize === undefined ? {} : { batchSize }) };
      return track.during(() => store.keys.verify(options));
    }),
  );
  printer.result(report, () => reportLines(report));
  return report.finished && report.failed === 0 ? 0 : failedExit;
}

const columns: readonly Column<SealsOfKey>[] = [
  { title: "key", value: ({ keyId }) => keyId },
  { title: "open", value: ({ opened }) => opened, align: "right" },
  { title: "do not open", value: ({ unopened }) => unopened, align: "right" },
];

function reportLines({ checked, opened, failed, unopened, keys, finished }: SealsReport): readonly string[] {
  const named = unopened.map(({ table, id, keyId, reason }) => `  ${table} ${id}, under ${keyId}: ${reason}`);
  const beyond = failed - unopened.length;
  return [
    `${counted(opened)} of ${checked.toLocaleString("en-GB")} open.${finished ? "" : " It was stopped before the end."}`,
    ...(checked === 0 ? [] : tableLines(columns, keys)),
    ...(named.length === 0 ? [] : ["These do not open:", ...named]),
    ...(beyond > 0 ? [`  and ${counted(beyond, "other")}`] : []),
  ];
}
