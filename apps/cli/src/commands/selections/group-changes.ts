// `holdfast selections create`, `rename`, `describe`, `make-default`, `reorder` and `delete`: groups themselves (SE-05).
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";
import { findGroup, findGroups, perform } from "../../session/selection-group.js";

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

  const describe = addServerFlag(selections.command("describe").description("Say what a group is for."))
    .argument("<group>", "the group, by name or id")
    .argument("<text>", "what it is for; an empty text takes the description away");
  addExamples(describe, [['holdfast selections describe reading "For the summer"', "Whoever opens it reads that"]]);
  onAction(describe, line, describeGroup);

  const makeDefault = addServerFlag(
    selections.command("make-default").description("Make a group the one that is meant when none is named."),
  ).argument("<group>", "the group, by name or id");
  addExamples(makeDefault, [["holdfast selections make-default reading", "There is exactly one default"]]);
  onAction(makeDefault, line, makeDefaultGroup);

  const reorder = addServerFlag(
    selections.command("reorder").description("Put groups first, in this order; the others follow as they were."),
  ).argument("<group...>", "groups, by name or id");
  addExamples(reorder, [["holdfast selections reorder reading later", "The order of every list and page"]]);
  onAction(reorder, line, reorderGroups);

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

async function describeGroup(invocation: Invocation): Promise<void> {
  const [asked, description = ""] = invocation.args;
  const client = await signedInClient(invocation);
  const group = await findGroup(client, asked);
  await perform(invocation, client, { kind: "describe_group", group: group.id, description });
}

async function makeDefaultGroup(invocation: Invocation): Promise<void> {
  const client = await signedInClient(invocation);
  const group = await findGroup(client, invocation.args[0]);
  await perform(invocation, client, { kind: "make_default", group: group.id });
}

async function reorderGroups(invocation: Invocation): Promise<void> {
  const client = await signedInClient(invocation);
  const first = (await findGroups(client, invocation.args)).map(({ id }) => id);
  const { groups } = await client.call("listGroups", {});
  const order = [...new Set([...first, ...groups.map(({ id }) => id)])];
  await perform(invocation, client, { kind: "reorder_groups", order });
}
