// `holdfast sessions`: the devices on which this user is signed in, and how to end them (TK-06).
import { HoldfastError, type Session, tokenIdSchema } from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../command.js";
import { moment } from "../print/moment.js";
import { type Column, tableLines } from "../print/table.js";
import { addServerFlag, signedInClient } from "../session/connect.js";

export function addSessions(program: Command, line: CommandLine): void {
  const sessions = program.command("sessions").description("The devices on which you are signed in.");
  const list = addServerFlag(sessions.command("list").description("List them, with address and last use."));
  addExamples(list, [["holdfast sessions list --json | jq .userAgent", "One JSON object per session"]]);
  onAction(list, line, listAll);

  const end = addServerFlag(
    sessions
      .command("end")
      .description("Sign a device out, or all but this one.")
      .argument("[id]", "id of the session, as `list` shows it")
      .option("--others", "all sessions but this one"),
  );
  addExamples(end, [
    ["holdfast sessions end 3f1c0b5e-6a1e-4b57-9d0c-0a4f2d9c7e11", "A device that was lost"],
    ["holdfast sessions end --others", "Everywhere but here"],
  ]);
  onAction(end, line, endSome);
}

const columns: readonly Column<Session>[] = [
  { title: "id", value: ({ id }) => id },
  { title: "device", value: ({ userAgent, current }) => `${userAgent ?? "unknown"}${current ? " (this one)" : ""}`, most: 60 },
  { title: "address", value: ({ address }) => address ?? "-" },
  { title: "signed in", value: ({ createdAt }) => moment(createdAt) },
  { title: "last used", value: ({ lastUsedAt }) => moment(lastUsedAt) },
  { title: "ends", value: ({ expiresAt }) => moment(expiresAt) },
];

async function listAll(invocation: Invocation): Promise<void> {
  const { printer } = invocation;
  const { sessions } = await (await signedInClient(invocation)).call("listSessions", {});
  if (printer.isJson) for (const session of sessions) printer.result(session, () => "");
  else printer.result({}, () => tableLines(columns, sessions));
}

async function endSome(invocation: Invocation): Promise<void> {
  const { args, flags, printer } = invocation;
  const isOthers = flags["others"] === true;
  const id = tokenIdSchema.safeParse(args[0]);
  if (isOthers === id.success) throw unclear();
  const client = await signedInClient(invocation);
  if (isOthers) {
    const { revoked } = await client.call("revokeOtherSessions", {});
    return printer.result({ revoked }, () => `Ended ${revoked} other ${revoked === 1 ? "session" : "sessions"}.`);
  }
  if (id.data === undefined) throw unclear();
  await client.call("revokeSession", { params: { id: id.data } });
  printer.result({ id: id.data }, () => "Ended that session: whoever has it has to sign in again.");
}

function unclear(): HoldfastError {
  return new HoldfastError("invalid_request", {
    what: "It is not clear which session is meant.",
    action: "Give the id that `holdfast sessions list` shows, or --others.",
  });
}
