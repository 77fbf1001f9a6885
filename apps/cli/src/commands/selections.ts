// `holdfast selections`: groups and what is selected in them, on a running server.
import {
  type Group,
  groupIdSchema,
  HoldfastError,
  type RecordFilter,
  type RecordId,
  type SelectionItem,
} from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../command.js";
import { addFilterFlags, filterOf } from "../input/record-filter.js";
import { readIds } from "../input/record-ids.js";
import { moment } from "../print/moment.js";
import { type Column, tableLines } from "../print/table.js";
import { addServerFlag, signedInClient } from "../session/connect.js";
import { clientAndGroup, inGroup, perform } from "../session/selection-group.js";
import { addCombinations } from "./selections/combine.js";
import { addGroupChanges } from "./selections/group-changes.js";
import { addGroupHistory } from "./selections/history.js";
import { addItemChanges } from "./selections/item-changes.js";
import { addTransfer } from "./selections/transfer.js";
import { addUndo } from "./selections/undo.js";
import { addWhere } from "./selections/where.js";

export function addSelections(program: Command, line: CommandLine): void {
  const selections = program.command("selections").description("Your groups and what is selected in them, on a running server.");
  const groups = addServerFlag(selections.command("groups").description("List your groups."));
  addExamples(groups, [["holdfast selections groups --json | jq -r .name", "One JSON object per group"]]);
  onAction(groups, line, listGroups);

  const show = inGroup(selections.command("show").description("Show what is selected in a group."));
  addExamples(show, [["holdfast selections show --group reading", "All of it, a page at a time"]]);
  onAction(show, line, showGroup);

  onAction(addChange(selections, "select"), line, (invocation) => change(invocation, "select"));
  onAction(addChange(selections, "deselect"), line, (invocation) => change(invocation, "deselect"));

  const clear = inGroup(selections.command("clear").description("Deselect everything in a group."));
  addExamples(clear, [["holdfast selections clear --group reading", "What somebody adds meanwhile stays"]]);
  onAction(clear, line, clearGroup);

  for (const add of [addUndo, addItemChanges, addGroupChanges, addCombinations, addTransfer, addGroupHistory, addWhere])
    add(selections, line);
}

function addChange(selections: Command, kind: "select" | "deselect"): Command {
  const verb = kind === "select" ? "Select" : "Deselect";
  const command = inGroup(selections.command(kind).description(`${verb} records by id, or all that match.`))
    .argument("[record...]", "ids of records")
    .option("--all", "every record that matches the flags below; without any, the whole catalogue")
    .option("--except <record...>", "ids to leave out of those that match");
  addFilterFlags(command);
  return addExamples(command, [
    [`holdfast selections ${kind} 9a4e8f0c-0b7d-5c3e-8f51-6c1d2a7b3e40`, "One record"],
    [
      `holdfast selections ${kind} --all --text "education" --family "Acts of Parliament"`,
      "All that match, resolved on the server in one step",
    ],
  ]);
}

const groupColumns: readonly Column<Group>[] = [
  { title: "name", value: ({ name, isDefault }) => (isDefault ? `${name} (default)` : name), most: 40 },
  { title: "records", value: ({ count }) => count, align: "right" },
  { title: "version", value: ({ version }) => version, align: "right" },
  { title: "changed", value: ({ updatedAt }) => moment(updatedAt) },
  { title: "id", value: ({ id }) => id },
];

async function listGroups(invocation: Invocation): Promise<void> {
  const { printer } = invocation;
  const { groups } = await (await signedInClient(invocation)).call("listGroups", {});
  if (printer.isJson) for (const group of groups) printer.result(group, () => "");
  else printer.result({}, () => tableLines(groupColumns, groups));
}

const itemColumns: readonly Column<SelectionItem>[] = [
  { title: "record", value: ({ record }) => record.id },
  { title: "title", value: ({ record }) => record.title, most: 60 },
  { title: "year", value: ({ record }) => record.year, align: "right" },
  { title: "selected", value: ({ createdAt }) => moment(createdAt) },
];
const pageSize = 1000;

async function showGroup(invocation: Invocation): Promise<void> {
  const { printer } = invocation;
  const { client, group } = await clientAndGroup(invocation);
  const read = (offset: number) => client.call("groupItems", { params: { group: group.id }, query: { offset, limit: pageSize } });
  let page = await read(0);
  const items: SelectionItem[] = [];
  for (let offset = 0; page.items.length > 0; page = await read(offset)) {
    offset += page.items.length;
    if (printer.isJson) for (const item of page.items) printer.result(item, () => "");
    else items.push(...page.items);
    if (offset >= page.total) break;
  }
  if (!printer.isJson)
    printer.result({}, () => (items.length === 0 ? `Nothing is selected in ${group.name}.` : tableLines(itemColumns, items)));
}

interface Target {
  readonly recordIds?: RecordId[];
  readonly query?: { readonly filter: RecordFilter; readonly except: RecordId[] };
}

/** Either ids or a query: what is meant by both, or by nothing, is not for us to guess. */
function targetOf({ args, flags }: Invocation): Target {
  const filter = filterOf(flags);
  const byQuery = flags["all"] === true || Object.keys(filter).length > 0;
  const except = readIds(Array.isArray(flags["except"]) ? flags["except"].map(String) : []);
  if (args.length > 0 && byQuery) throw unclear("Both ids and a query were given.");
  if (args.length > 0 && except.length > 0) throw unclear("--except was given together with ids.");
  if (args.length > 0) return { recordIds: readIds(args) };
  if (byQuery) return { query: { filter, except } };
  throw unclear("Neither ids nor a query were given.");
}

function unclear(what: string): HoldfastError {
  return new HoldfastError("invalid_request", {
    what,
    action: "Give ids of records, or --all with flags such as --text that say which.",
  });
}

async function change(invocation: Invocation, kind: "select" | "deselect"): Promise<void> {
  const target = targetOf(invocation);
  const { client, group } = await clientAndGroup(invocation);
  const bulk = { group: groupIdSchema.parse(group.id), ...target };
  await perform(invocation, client, kind === "select" ? { kind: "bulk_select", ...bulk } : { kind: "bulk_deselect", ...bulk });
}

async function clearGroup(invocation: Invocation): Promise<void> {
  const { client, group } = await clientAndGroup(invocation);
  await perform(invocation, client, { kind: "clear_all", group: group.id, seenVersion: group.version });
}
