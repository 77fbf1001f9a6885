// `holdfast audit proof`: one event of one's own trail against the signed root that it is under (AU-04).
import { HoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { moment } from "../../print/moment.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";

export function addAuditProof(audit: Command, line: CommandLine): void {
  const proof = addServerFlag(
    audit.command("proof").description("Prove one of your events against the signed root that it is under."),
  ).argument("<event>", "its id, as `report --json` shows it");
  addExamples(proof, [
    ['holdfast audit proof "$EVENT" --json > proof.json', "The hashes on the way to the root, to check elsewhere"],
  ]);
  onAction(proof, line, printProof);
}

async function printProof(invocation: Invocation): Promise<number> {
  const [event = ""] = invocation.args;
  const proof = await (await signedInClient(invocation)).call("auditProof", { query: { event } });
  if (proof.status === "included") {
    const { seal, index, count, path } = proof;
    invocation.printer.result(proof, () => [
      `Event ${proof.eventId} is leaf ${index + 1} of ${count} under seal ${seal.seq}, signed ${moment(seal.sealedAt)} with key ${seal.keyId}.`,
      `Root ${seal.root}, ${path.length} hashes away. --json prints them.`,
    ]);
    return 0;
  }
  if (proof.status === "does_not_fit") {
    invocation.printer.result(proof, () => `Event ${event} does not fit the root that it is under: somebody changed the trail.`);
    return 1;
  }
  throw proof.status === "absent"
    ? new HoldfastError("not_found", {
        what: "You have no such event.",
        action: "List your events with `holdfast audit report`.",
      })
    : new HoldfastError("not_found", { what: "The event is not sealed yet.", action: "Ask again in a few seconds." });
}
