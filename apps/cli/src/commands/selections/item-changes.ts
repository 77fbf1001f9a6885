// `holdfast selections annotate`, `move` and `copy`: what belongs to single selections, and where they are (SE-01).
import { HoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { readIds } from "../../input/record-ids.js";
import { signedInClient } from "../../session/connect.js";
import { clientAndGroup, findGroups, inGroup, perform } from "../../session/selection-group.js";

const record = "9a4e8f0c-0b7d-5c3e-8f51-6c1d2a7b3e40";

export function addItemChanges(selections: Command, line: CommandLine): void {
  const annotate = inGroup(selections.command("annotate").description("Set the note, state or metadata of selected records."))
    .argument("<record...>", "ids of records")
    .option("--note <text>", "a note; empty text clears it")
    .option("--state <word>", 'a short label, such as "to read"; empty text clears it')
    .option("--metadata <json>", "an object; its keys are set, those that are null are taken out")
    .option("--replace-metadata", "--metadata is all there is afterwards");
  addExamples(annotate, [
    [`holdfast selections annotate ${record} --note "Ask Jo" --state "to read"`, "In your default group"],
    [`holdfast selections annotate ${record} --note ""`, "Take the note away"],
  ]);
  onAction(annotate, line, annotateItems);

  const descriptions = {
    move: "Move selected records to another group, with their notes.",
    copy: "Select records of one group in another group too, with their notes.",
  } as const;
  for (const kind of ["move", "copy"] as const) {
    const command = inGroup(selections.command(kind).description(descriptions[kind]))
      .argument("<record...>", "ids of records")
      .requiredOption("--to <group>", "where to, by name or id");
    addExamples(command, [[`holdfast selections ${kind} ${record} --group inbox --to reading`, "One record"]]);
    onAction(command, line, (invocation) => between(invocation, kind));
  }
}

function metadataOf(given: string | null | undefined): Record<string, unknown> | undefined {
  if (given === undefined || given === null) return undefined;
  try {
    const value: unknown = JSON.parse(given);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below, like any other text that is no object.
  }
  throw new HoldfastError("invalid_request", {
    what: "--metadata is no JSON object.",
    action: "Write it like --metadata '{\"priority\": 1}'.",
  });
}

const textOf = (given: unknown): string | null | undefined =>
  typeof given === "string" ? (given === "" ? null : given) : undefined;

async function annotateItems(invocation: Invocation): Promise<void> {
  const { flags, args } = invocation;
  const [note, state, metadata] = [textOf(flags["note"]), textOf(flags["state"]), metadataOf(textOf(flags["metadata"]))];
  if (note === undefined && state === undefined && metadata === undefined)
    throw new HoldfastError("invalid_request", {
      what: "Nothing was given to set.",
      action: "Give --note, --state or --metadata.",
    });
  const recordIds = readIds(args);
  const { client, group } = await clientAndGroup(invocation);
  const what = {
    ...(note === undefined ? {} : { note }),
    ...(state === undefined ? {} : { state }),
    ...(metadata === undefined ? {} : { metadata }),
  };
  const metadataMode = flags["replaceMetadata"] === true ? "replace" : "merge";
  await perform(invocation, client, { kind: "annotate", group: group.id, recordIds, ...what, metadataMode });
}

async function between(invocation: Invocation, kind: "move" | "copy"): Promise<void> {
  const { flags, args } = invocation;
  const recordIds = readIds(args);
  const client = await signedInClient(invocation);
  const [from, to] = await findGroups(client, [flags["group"], flags["to"]]);
  if (from !== undefined && to !== undefined) await perform(invocation, client, { kind, group: from.id, to: to.id, recordIds });
}
