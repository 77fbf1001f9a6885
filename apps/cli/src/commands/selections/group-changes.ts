// `holdfast selections create`, `rename` and `delete`: groups themselves (SE-05).
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";
import { findGroup, perform } from "../../session/selection-group.js";

export function addGroupChanges(selections: Command, line: CommandLine): void {
  const create = addServerFlag(selections.command("create").description("Make a new group."))
    .argument("<name>", "what it is called")
    .option("--description <text>", "what it is for");
  addExamples(create, [['holdfast selections create reading --description "For the summer"', "An empty group"]]);
  onAction(create, line, createGroup);

  const rename = addServerFlag(selections.command("rename").description("Give a group another name; what is in it stays."))
    .argument("<group>", "the group, by name or id")
    .argument("<name>", "what it is called from now on");
  addExamples(rename, [["holdfast selections rename reading done", "By name"]]);
  onAction(rename, line, renameGroup);

  const remove = addServerFlag(selections.command("delete").description("Delete a group. `undo` brings it back.")).argument(
    "<group>",
    "the group, by name or id",
  );
  addExamples(remove, [["holdfast selections delete reading", "The records themselves are never deleted"]]);
  onAction(remove, line, deleteGroup);
}

async function createGroup(invocation: Invocation): Promise<void> {
  const { args, flags } = invocation;
  const description = typeof flags["description"] === "string" ? { description: flags["description"] } : {};
  await perform(invocation, await signedInClient(invocation), { kind: "create_group", name: args[0] ?? "", ...description });
}

async function renameGroup(invocation: Invocation): Promise<void> {
  const [asked, name = ""] = invocation.args;
  const client = await signedInClient(invocation);
  const group = await findGroup(client, asked);
  await perform(invocation, client, { kind: "rename_group", group: group.id, name });
}

async function deleteGroup(invocation: Invocation): Promise<void> {
  const client = await signedInClient(invocation);
  const group = await findGroup(client, invocation.args[0]);
  await perform(invocation, client, { kind: "delete_group", group: group.id });
}
