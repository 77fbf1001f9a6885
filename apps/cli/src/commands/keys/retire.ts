// `holdfast keys retire`: declares a key done with, refused while a row needs it (TK-08).
import { errorKinds, HoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import type { Keys } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction } from "../../command.js";
import { withTokenStore } from "../../start/with-token-store.js";
import { censusLines, sealTopics } from "./census.js";

export function addKeyRetirement(keys: Command, line: CommandLine): void {
  const retire = keys
    .command("retire")
    .description("Declare a key done with: no process can seal under it any more, and it can leave every keyring.")
    .argument("<id>", "id of the key, as `census` shows it")
    .option("--dry-run", "only say whether it could be retired");
  const { key_in_use: inUse, not_found: absent } = errorKinds;
  retire.addHelpText("after", `\nExit codes: 0 retired, ${inUse.exit} rows still need it, ${absent.exit} there is no such key.`);
  addExamples(addOptionFlags(retire, sealTopics), [
    ["holdfast keys retire k2025 --dry-run", "Whether a rotation has left anything"],
    ["holdfast keys retire k2025", "Then take it out of the keyring of every process"],
  ]);
  onAction(retire, line, retireOne);
}

async function refuseUnknown(keys: Keys, id: string): Promise<void> {
  const known = (await keys.census()).keys.map((key) => key.id);
  if (known.includes(id)) return;
  throw new HoldfastError("not_found", {
    what: `There is no key ${JSON.stringify(id)}.`,
    action: `Give one of ${known.join(", ")}.`,
  });
}

async function retireOne(invocation: Invocation): Promise<void> {
  const { args, flags, printer } = invocation;
  const id = args[0] ?? "";
  const dryRun = flags["dryRun"] === true;
  const census = await withTokenStore(invocation, async ({ store }) => {
    await refuseUnknown(store.keys, id);
    return store.keys.retire(id, { dryRun });
  });
  printer.result({ id, dryRun, census }, () => [
    dryRun ? `Nothing was changed; ${id} could be retired.` : `Retired ${id}. Take it out of the keyring of every process.`,
    ...censusLines(census),
  ]);
}
