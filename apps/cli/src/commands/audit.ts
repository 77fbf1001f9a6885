// `holdfast audit`: ask the trail, verify it, keep its roots elsewhere, shorten it, hold it, take a person out (AU-03 to AU-07).
import type { Command } from "commander";
import type { CommandLine } from "../command.js";
import { addAuditErasure } from "./audit/erase.js";
import { addLegalHolds } from "./audit/hold.js";
import { addAuditProof } from "./audit/proof.js";
import { addAuditReport } from "./audit/report.js";
import { addAuditRetention } from "./audit/retention.js";
import { addAuditVerification } from "./audit/verify.js";

export function addAudit(program: Command, line: CommandLine): void {
  const audit = program.command("audit").description("The audit trail: who changed what, and whether anybody changed the trail.");
  for (const add of [addAuditReport, addAuditProof, addAuditVerification, addAuditRetention, addLegalHolds, addAuditErasure])
    add(audit, line);
}
