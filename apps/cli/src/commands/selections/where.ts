// `holdfast selections where`: which of the user's groups hold these records (SE-10).
import type { RecordId } from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { readIds } from "../../input/record-ids.js";
import { type Column, tableLines } from "../../print/table.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";

export function addWhere(selections: Command, line: CommandLine): void {
  const where = addServerFlag(selections.command("where").description("Show which of your groups hold these records.")).argument(
    "<record...>",
    "ids of records, up to 1,000",
  );
  addExamples(where, [["holdfast selections where 9a4e8f0c-0b7d-5c3e-8f51-6c1d2a7b3e40", "One line for each record and group"]]);
  onAction(where, line, showWhere);
}

interface Membership {
  readonly recordId: RecordId;
  readonly group: string;
  readonly groupId: string;
}

const columns: readonly Column<Membership>[] = [
  { title: "record", value: ({ recordId }) => recordId },
  { title: "group", value: ({ group }) => group, most: 40 },
  { title: "group id", value: ({ groupId }) => groupId },
];

async function showWhere(invocation: Invocation): Promise<void> {
  const { args, printer } = invocation;
  const asked = readIds(args);
  const client = await signedInClient(invocation);
  const [{ groups }, held] = await Promise.all([
    client.call("listGroups", {}),
    client.call("memberships", { body: { recordIds: asked } }),
  ]);
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const found = held.groups.flatMap(({ groupId, recordIds }) =>
    recordIds.map((recordId): Membership => ({ recordId, groupId, group: names.get(groupId) ?? groupId })),
  );
  const rows = found.toSorted((one, other) => asked.indexOf(one.recordId) - asked.indexOf(other.recordId));
  if (printer.isJson) for (const row of rows) printer.result(row, () => "");
  else printer.result({}, () => (rows.length === 0 ? "None of your groups holds any of them." : tableLines(columns, rows)));
}
