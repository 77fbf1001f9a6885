// `holdfast audit hold`: legal holds, which stop retention and erasure (AU-05).
import { HoldfastError, userIdSchema } from "@holdfast/contract";
import type { Command } from "commander";
import type { LegalHold } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction } from "../../command.js";
import { timeOf } from "../../input/time-flag.js";
import { moment } from "../../print/moment.js";
import { type Column, tableLines } from "../../print/table.js";
import { operator, withTrail } from "../../start/with-trail.js";
import { trailTopics } from "./verify.js";

export function addLegalHolds(audit: Command, line: CommandLine): void {
  const hold = audit.command("hold").description("Legal holds: what they cover is neither removed nor erased.");
  const list = addOptionFlags(
    hold.command("list").description("List holds, newest first.").option("--lifted", "ended ones too"),
    trailTopics,
  );
  addExamples(list, [["holdfast audit hold list --json", "One JSON object per hold"]]);
  onAction(list, line, listHolds);

  const set = hold
    .command("set")
    .description("Set a hold on everybody, or on one user.")
    .requiredOption("--reason <text>", "why, for the trail")
    .option("--user <id>", "only about this user")
    .option("--from <time>", "only rows from this time on");
  addExamples(addOptionFlags(set, trailTopics), [['holdfast audit hold set --reason "Case 12/26"', "On everybody"]]);
  onAction(set, line, setHold);

  const lift = hold.command("lift").description("End a hold.").argument("<hold>", "its id, as `list` shows it");
  addExamples(addOptionFlags(lift, trailTopics), [["holdfast audit hold lift 5d0f8a52-8f0e-4f6e-9d0b-2f0a3c5d7e91", "One hold"]]);
  onAction(lift, line, liftHold);
}

const columns: readonly Column<LegalHold>[] = [
  { title: "hold", value: ({ id }) => id },
  { title: "user", value: ({ userId }) => userId ?? "everybody" },
  { title: "rows from", value: ({ rowsFrom }) => moment(rowsFrom) },
  { title: "set", value: ({ setAt }) => moment(setAt) },
  { title: "lifted", value: ({ liftedAt }) => moment(liftedAt) },
  { title: "reason", value: ({ reason }) => reason, most: 60 },
];

async function listHolds(invocation: Invocation): Promise<void> {
  const { flags, printer } = invocation;
  const holds = await withTrail(invocation, (trail) => trail.holds.list({ lifted: flags["lifted"] === true }));
  if (printer.isJson) for (const hold of holds) printer.result(hold, () => "");
  else printer.result({}, () => (holds.length === 0 ? "There are no holds." : tableLines(columns, holds)));
}

function idOf(text: string, kind: string) {
  const parsed = userIdSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new HoldfastError("invalid_request", { what: `"${text}" is no id of a ${kind}.`, action: "Ids are UUIDs." });
}

async function setHold(invocation: Invocation): Promise<void> {
  const { flags, printer } = invocation;
  const from = timeOf("--from", flags["from"]);
  const covered = {
    ...(typeof flags["user"] === "string" ? { userId: idOf(flags["user"], "user") } : {}),
    ...(from === undefined ? {} : { from }),
  };
  const hold = await withTrail(invocation, (trail) => trail.holds.set(operator, { reason: String(flags["reason"]), ...covered }));
  printer.result(hold, () => `Set hold ${hold.id} on ${hold.userId ?? "everybody"}.`);
}

async function liftHold(invocation: Invocation): Promise<void> {
  const { args, printer } = invocation;
  const id: string = idOf(args[0] ?? "", "hold");
  if (!(await withTrail(invocation, (trail) => trail.holds.lift(operator, id))))
    throw new HoldfastError("not_found", {
      what: `There is no hold ${id} that stands.`,
      action: "See `holdfast audit hold list`.",
    });
  printer.result({ id, lifted: true }, () => `Lifted hold ${id}.`);
}
