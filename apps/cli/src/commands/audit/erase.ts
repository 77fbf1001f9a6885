// `holdfast audit erase`: take a person out; over a running server, which has to forget them too (AU-06).
import { errorKinds, HoldfastError, userIdSchema } from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";

export function addAuditErasure(audit: Command, line: CommandLine): void {
  const command = addServerFlag(
    audit.command("erase").description("Take a person out of the database, for good; the trail stays."),
  )
    .argument("<user>", "id of the user, as `holdfast users list` shows it")
    .requiredOption("--reason <text>", "why, for the trail; it stays, so it names no person");
  addExamples(command, [
    ['holdfast audit erase 6f1c1a52-8f0e-4f6e-9d0b-2f0a3c5d7e91 --reason "Request of the person"', "For administrators"],
  ]);
  onAction(command, line, erase);
}

async function erase(invocation: Invocation): Promise<number> {
  const { args, flags, printer } = invocation;
  const id = userIdSchema.safeParse(args[0]);
  if (!id.success)
    throw new HoldfastError("invalid_request", {
      what: `"${args[0] ?? ""}" is no id of a user.`,
      action: "Ids are UUIDs, as `holdfast users list` shows them.",
    });
  const client = await signedInClient(invocation);
  const erasure = await client.call("eraseUser", { params: { id: id.data }, body: { reason: String(flags["reason"]) } });
  printer.result(erasure, () =>
    erasure.status === "held"
      ? ["Nothing was changed: a legal hold covers this user.", ...erasure.holds.map((hold) => `  ${hold.id}: ${hold.reason}`)]
      : [
          `Erased: ${erasure.groups} groups, ${erasure.tokens} tokens; of the trail ${erasure.contexts} sessions and addresses, ${erasure.texts} texts.`,
          ...(erasure.keptTexts === 0
            ? []
            : [`${erasure.keptTexts} rows of the trail by an earlier release have a text in them. They leave with their month.`]),
        ],
  );
  return erasure.status === "held" ? errorKinds.forbidden.exit : 0;
}
