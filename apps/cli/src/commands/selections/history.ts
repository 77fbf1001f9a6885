// `holdfast selections history`, `at`, `diff` and `restore`: the past of a group (SE-14).
import { type GroupHistoryEntry, HoldfastError, type RecordId, type Version, versionSchema } from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { timeOf, wholeNumberOf } from "../../input/time-flag.js";
import { moment } from "../../print/moment.js";
import { type Column, tableLines } from "../../print/table.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";
import { findGroup, perform } from "../../session/selection-group.js";

export function addGroupHistory(selections: Command, line: CommandLine): void {
  const history = ofGroup(selections.command("history").description("Show what happened to a group, newest first.")).option(
    "--limit <count>",
    "at most so many (default: 50)",
  );
  addExamples(history, [["holdfast selections history reading", "Each version, with what it added and removed"]]);
  onAction(history, line, showHistory);

  const at = ofMoment(ofGroup(selections.command("at").description("Show a group as it was; nothing is changed.")));
  addExamples(at, [
    ["holdfast selections at reading --version 12", "Ids of records, one per line"],
    ["holdfast selections at reading --time 2026-01-31T10:00:00Z", "As it was at a time"],
  ]);
  onAction(at, line, showState);

  const diff = ofGroup(selections.command("diff").description("Show what differs between two versions of a group."))
    .requiredOption("--from <version>", "the earlier version")
    .option("--to <version>", "the later version (default: as it is now)");
  addExamples(diff, [["holdfast selections diff reading --from 12", "Ids with + and -"]]);
  onAction(diff, line, showDifference);

  const restore = ofMoment(ofGroup(selections.command("restore").description("Make a group what it was. `undo` takes it back.")));
  addExamples(restore, [["holdfast selections restore reading --version 12", "A new version, like any other change"]]);
  onAction(restore, line, restoreGroup);
}

function ofGroup(command: Command): Command {
  return addServerFlag(command).argument("<group>", "the group, by name or id");
}

function ofMoment(command: Command): Command {
  return command
    .option("--version <number>", "a version, as `history` shows it")
    .option("--time <time>", "a time, such as 2026-01-31T10:00:00Z");
}

type Moment = { readonly version: Version } | { readonly at: string };

function momentOf({ flags }: Invocation): Moment {
  const version = wholeNumberOf("--version", flags["version"]);
  const at = timeOf("--time", flags["time"]);
  if (version !== undefined && at === undefined) return { version: versionSchema.parse(version) };
  if (version === undefined && at !== undefined) return { at };
  throw new HoldfastError("invalid_request", {
    what: version === undefined ? "No moment was given." : "Both a version and a time were given.",
    action: "Give either --version or --time.",
  });
}

/** Who changed it in the tables, where somebody did. */
function whatHappened({ action, details }: Pick<GroupHistoryEntry, "action" | "details">): string {
  const { by } = details;
  return typeof by === "string" ? `${action} by ${by}` : action;
}

const columns: readonly Column<GroupHistoryEntry>[] = [
  { title: "version", value: ({ version }) => version, align: "right" },
  { title: "when", value: ({ at }) => moment(at) },
  { title: "what", value: whatHappened },
  { title: "added", value: ({ added }) => added, align: "right" },
  { title: "removed", value: ({ removed }) => removed, align: "right" },
  { title: "annotated", value: ({ annotated }) => annotated, align: "right" },
];

const pageSize = 200;

async function showHistory(invocation: Invocation): Promise<void> {
  const { args, flags, printer } = invocation;
  const most = wholeNumberOf("--limit", flags["limit"]) ?? 50;
  const client = await signedInClient(invocation);
  const { id, name } = await findGroup(client, args[0]);
  const entries: GroupHistoryEntry[] = [];
  let before: Version | undefined;
  do {
    const query = { limit: Math.min(pageSize, most - entries.length), ...(before === undefined ? {} : { before }) };
    const page = await client.call("groupHistory", { params: { group: id }, query });
    entries.push(...page.entries);
    before = page.next ?? undefined;
  } while (before !== undefined && entries.length < most);
  if (printer.isJson) for (const entry of entries) printer.result(entry, () => "");
  else printer.result({}, () => (entries.length === 0 ? `Nothing has happened to ${name} yet.` : tableLines(columns, entries)));
}

function tooLongAgo(reachesBack: number): HoldfastError {
  return new HoldfastError("not_found", {
    what: "The trail does not reach back so far.",
    why: "Retention has taken what is older.",
    action: `Ask for version ${reachesBack} or a newer one.`,
    data: { reachesBack },
  });
}

async function showState(invocation: Invocation): Promise<void> {
  const { args, printer } = invocation;
  const when = momentOf(invocation);
  const client = await signedInClient(invocation);
  const group = await findGroup(client, args[0]);
  const state = await client.call("groupState", { params: { group: group.id }, query: when });
  const { recordIds } = state;
  if (recordIds === null) throw tooLongAgo(state.reachesBack);
  printer.note(`${group.name} at version ${state.version}: ${state.count.toLocaleString("en-GB")} records.`);
  printer.result(state, () => recordIds);
}

const signed = (sign: string, ids: readonly RecordId[]): readonly string[] => ids.map((id) => `${sign} ${id}`);

async function showDifference(invocation: Invocation): Promise<void> {
  const { args, flags, printer } = invocation;
  const from = wholeNumberOf("--from", flags["from"]) ?? 0;
  const client = await signedInClient(invocation);
  const group = await findGroup(client, args[0]);
  const to = wholeNumberOf("--to", flags["to"]) ?? group.version;
  const difference = await client.call("groupDiff", { params: { group: group.id }, query: { from, to } });
  const { added, removed } = difference;
  if (added === null || removed === null) throw tooLongAgo(difference.reachesBack);
  printer.note(`${group.name} from version ${from} to ${to}: ${added.length} added, ${removed.length} removed.`);
  printer.result(difference, () => [...signed("+", added), ...signed("-", removed)]);
}

async function restoreGroup(invocation: Invocation): Promise<void> {
  const when = momentOf(invocation);
  const client = await signedInClient(invocation);
  const group = await findGroup(client, invocation.args[0]);
  await perform(invocation, client, { kind: "restore_group", group: group.id, ...when });
}
