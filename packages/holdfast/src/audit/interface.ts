// The interface of the trail.
import type { AuditPage, AuditPageRequest, UserId } from "@holdfast/contract";
import type { AuditActor } from "./audit-record.js";
import type { Erasure } from "./erase-user.js";
import type { AuditReport, AuditScope } from "./report/create-audit-report.js";
import type { RetentionOptions, RetentionReport } from "./retention/apply-retention.js";
import type { LegalHolds } from "./retention/legal-holds.js";
import type { RetentionPolicy } from "./retention/retention-policy.js";
import type { AuditChainState } from "./verify/chain-state.js";
import type { InclusionProof } from "./verify/inclusion-proof.js";
import type { AuditVerification, VerifyAuditOptions } from "./verify/verify-audit.js";

/** The audit trail (AU-01 to AU-07). Only `page` asks for no more than a signed-in user; the caller checks who may do the rest. */
export interface Audit extends AuditReport {
  /** The user's own trail, newest first. */
  page(userId: UserId, request: AuditPageRequest): Promise<AuditPage>;
  /** Compares the trail with its seals and names the first row that does not fit (AU-04). What it finds is a value, not an error. */
  verify(options?: VerifyAuditOptions): Promise<AuditVerification>;
  /** Where the chain ends, without verifying it. Says nothing of anybody's events. */
  chain(): Promise<AuditChainState>;
  /** The chain as JSON lines, after seal number `after`: to be kept where no administrator of the database can write. */
  roots(after?: number): AsyncIterable<string>;
  /** Proves one event against a signed root. Within a user's scope, others' events are absent. */
  proof(eventId: string, scope?: AuditScope): Promise<InclusionProof>;
  /** Removes, or with `dryRun` only names, the months that no class keeps any longer (AU-05). */
  retention(actor: AuditActor, options?: RetentionOptions): Promise<RetentionReport>;
  retentionPolicy(): Promise<RetentionPolicy>;
  /** Throws invalid_request. */
  changeRetentionPolicy(actor: AuditActor, change: Partial<RetentionPolicy>): Promise<RetentionPolicy>;
  readonly holds: LegalHolds;
  /** Takes a person out; the trail stays, about an id that nobody can name (AU-06). */
  erase(actor: AuditActor, userId: UserId, reason: string): Promise<Erasure>;
}
