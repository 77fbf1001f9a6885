// `holdfast journal quarantine`: what to do with operations that the database refused, on a running server (JO-08).
import { HoldfastError, journalIdSchema, positionSchema, type QuarantinedOperation } from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../command.js";
import { moment } from "../print/moment.js";
import { operationWords } from "../print/operation-words.js";
import { type Column, tableLines } from "../print/table.js";
import { addServerFlag, signedInClient } from "../session/connect.js";

export function addQuarantine(journal: Command, line: CommandLine): void {
  const quarantine = journal.command("quarantine").description("Operations that the database refused, for administrators.");
  const list = addServerFlag(quarantine.command("list").description("List them, oldest first.")).option(
    "--resolved",
    "those that were settled instead of those that wait",
  );
  addExamples(list, [["holdfast journal quarantine list", "What waits for a decision, with its reason"]]);
  onAction(list, line, listOperations);

  const replay = ofOperation(quarantine.command("replay").description("Ask for the same changes again, as things are now."));
  addExamples(replay, [["holdfast journal quarantine replay 1f9d… 4711", "What is refused again stays where it is"]]);
  onAction(replay, line, replayOperation);

  const discard = ofOperation(quarantine.command("discard").description("Give up on an operation, for good."));
  discard.requiredOption("--reason <text>", "why, for the trail");
  addExamples(discard, [['holdfast journal quarantine discard 1f9d… 4711 --reason "The group is gone"', "Cannot be taken back"]]);
  onAction(discard, line, discardOperation);
}

function ofOperation(command: Command): Command {
  return addServerFlag(command)
    .argument("<journal>", "id of the journal, as `list` shows it")
    .argument("<position>", "position in the journal");
}

const columns: readonly Column<QuarantinedOperation>[] = [
  { title: "journal", value: ({ journalId }) => journalId },
  { title: "position", value: ({ position }) => position, align: "right" },
  { title: "refused", value: ({ at }) => moment(at) },
  { title: "user", value: ({ userId }) => userId },
  { title: "what", value: ({ kind, records }) => `${kind} (${records})` },
  { title: "reason", value: ({ sqlState, message }) => `${sqlState} ${message}`, most: 60 },
];

async function listOperations(invocation: Invocation): Promise<void> {
  const { flags, printer } = invocation;
  const resolved = flags["resolved"] === true ? "true" : "false";
  const { operations } = await (await signedInClient(invocation)).call("listQuarantine", { query: { resolved } });
  if (printer.isJson) for (const operation of operations) printer.result(operation, () => "");
  else printer.result({}, () => (operations.length === 0 ? "The quarantine is empty." : tableLines(columns, operations)));
}

function refOf({ args }: Invocation) {
  const journalId = journalIdSchema.safeParse(args[0]);
  const position = positionSchema.safeParse(Number(args[1]));
  if (journalId.success && position.success) return { journalId: journalId.data, position: String(position.data) };
  throw new HoldfastError("invalid_request", {
    what: "That is no id of a journal with a position.",
    action: "Take both from `holdfast journal quarantine list`.",
  });
}

async function replayOperation(invocation: Invocation): Promise<void> {
  const ref = refOf(invocation);
  const { answers } = await (await signedInClient(invocation)).call("replayQuarantine", { params: ref });
  invocation.printer.result({ ...ref, answers }, () => [
    `Replayed position ${ref.position}.`,
    ...answers.flatMap(operationWords),
  ]);
}

async function discardOperation(invocation: Invocation): Promise<void> {
  const ref = refOf(invocation);
  const client = await signedInClient(invocation);
  await client.call("discardQuarantine", { params: ref, query: { reason: String(invocation.flags["reason"]) } });
  invocation.printer.result({ ...ref, discarded: true }, () => `Discarded position ${ref.position}.`);
}
