// `holdfast selections compare` and `combine`: union, intersection and difference of groups (SE-12).
import { type Combination, type Group, type GroupId, HoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";
import { findGroups, perform } from "../../session/selection-group.js";

const operations = ["union", "intersection", "difference"] as const;
type Operation = (typeof operations)[number];

export function addCombinations(selections: Command, line: CommandLine): void {
  const compare = ofGroups(selections.command("compare").description("Compare two or three groups; nothing is changed."));
  addExamples(compare, [["holdfast selections compare reading done", "What they share, and what each has alone"]]);
  onAction(compare, line, compareGroups);

  const combine = ofGroups(
    selections.command("combine").description("Keep the combination of two or three groups as a new group."),
  )
    .requiredOption("--operation <operation>", "union, intersection, or difference: what only the first of them has")
    .requiredOption("--into <name>", "what the new group is called")
    .option("--description <text>", "what it is for");
  addExamples(combine, [
    [
      'holdfast selections combine reading done --operation difference --into "still to read"',
      "What is in reading and not in done",
    ],
  ]);
  onAction(combine, line, combineGroups);
}

function ofGroups(command: Command): Command {
  return addServerFlag(command).argument("<group...>", "two or three groups, by name or id");
}

function assertCount(given: readonly string[]): void {
  if (given.length === 2 || given.length === 3) return;
  throw new HoldfastError("invalid_request", {
    what: `${given.length} groups were given.`,
    action: "Give two or three groups; put names with spaces in quotes.",
  });
}

const counted = (count: number): string => `${count.toLocaleString("en-GB")} record${count === 1 ? "" : "s"}`;

async function compareGroups(invocation: Invocation): Promise<void> {
  assertCount(invocation.args);
  const client = await signedInClient(invocation);
  const groups = await findGroups(client, invocation.args);
  const ids = groups.map(({ id }) => id);
  const results: Combination[] = [];
  for (const operation of operations) results.push(await client.call("previewCombination", { body: { operation, groups: ids } }));
  const [union, intersection, difference] = results.map(({ count }) => count);
  const regions = results[0]?.regions ?? [];
  invocation.printer.result({ groups: results[0]?.groups ?? [], union, intersection, difference, regions }, () => [
    ...groups.map(({ name, count }) => `${name}: ${counted(count)}`),
    `In any of them   ${counted(union ?? 0)}`,
    `In all of them   ${counted(intersection ?? 0)}`,
    `Only in ${groups[0]?.name}   ${counted(difference ?? 0)}`,
    ...regions.map(({ groupIds, count }) => `  in ${namesOf(groupIds, groups)} alone: ${counted(count)}`),
  ]);
}

function namesOf(ids: readonly GroupId[], groups: readonly Group[]): string {
  return groups
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join(" and ");
}

const isOperation = (text: unknown): text is Operation => operations.some((one) => one === text);

async function combineGroups(invocation: Invocation): Promise<void> {
  const { flags, args } = invocation;
  const operation = flags["operation"];
  assertCount(args);
  if (!isOperation(operation))
    throw new HoldfastError("invalid_request", {
      what: `"${String(operation)}" is no way to combine groups.`,
      action: `Give one of ${operations.join(", ")}.`,
    });
  const client = await signedInClient(invocation);
  const groups = (await findGroups(client, args)).map(({ id }) => id);
  const description = typeof flags["description"] === "string" ? { description: flags["description"] } : {};
  await perform(invocation, client, { kind: "combine_groups", operation, groups, name: String(flags["into"]), ...description });
}
