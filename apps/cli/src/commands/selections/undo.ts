// `holdfast selections undo` and `redo`: own gestures, also those of other devices (SE-09).
import { type OperationId, operationIdSchema, HoldfastError, type UndoableOperation } from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { moment } from "../../print/moment.js";
import { type Column, tableLines } from "../../print/table.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";
import { perform } from "../../session/selection-group.js";

export function addUndo(selections: Command, line: CommandLine): void {
  const descriptions = {
    undo: "Take back your last change, or one that is named; what somebody else changed since is left alone.",
    redo: "Do again what you took back.",
  } as const;
  for (const kind of ["undo", "redo"] as const) {
    const command = addServerFlag(selections.command(kind).description(descriptions[kind]))
      .argument("[operation]", `id of an operation, as --list shows it (default: the last that ${kind} can be done for)`)
      .option("--list", `show what ${kind} can be done for, and change nothing`);
    addExamples(command, [
      [`holdfast selections ${kind}`, "The newest one, also of another device"],
      [`holdfast selections ${kind} --list`, "What there is, the next one first"],
    ]);
    onAction(command, line, (invocation) =>
      invocation.flags["list"] === true ? list(invocation, kind) : step(invocation, kind),
    );
  }
}

const columns: readonly Column<UndoableOperation>[] = [
  { title: "operation", value: ({ operationId }) => operationId },
  { title: "when", value: ({ at }) => moment(at) },
  { title: "what", value: ({ description }) => description, most: 70 },
];

async function list(invocation: Invocation, kind: "undo" | "redo"): Promise<void> {
  const { printer } = invocation;
  const operations = (await (await signedInClient(invocation)).call("undoState", {}))[kind];
  if (printer.isJson) for (const operation of operations) printer.result(operation, () => "");
  else printer.result({}, () => (operations.length === 0 ? `There is nothing to ${kind}.` : tableLines(columns, operations)));
}

function operationOf(text: string | undefined): { readonly operationId?: OperationId } {
  if (text === undefined) return {};
  const parsed = operationIdSchema.safeParse(text);
  if (parsed.success) return { operationId: parsed.data };
  throw new HoldfastError("invalid_request", {
    what: `"${text}" is no id of an operation.`,
    action: "See `holdfast selections undo --list`.",
  });
}

async function step(invocation: Invocation, kind: "undo" | "redo"): Promise<void> {
  const named = operationOf(invocation.args[0]);
  await perform(invocation, await signedInClient(invocation), { kind, ...named });
}
