// The door of the audit room.
export { type AuditContext, canonicalAddress, type ContextOrigin, verifyContext } from "./audit-context.js";
export type { AuditActor, AuditBatch, AuditNote, AuditOperation, AuditRecord } from "./audit-record.js";
export type { WrittenText } from "./audit-text.js";
export { AuditRecorder } from "./audit-recorder.js";
export { ContextBook } from "./context-book.js";
export { type AuditMeans, createAudit } from "./create-audit.js";
export type { Erasure } from "./erase-user.js";
export { ensurePartitions } from "./ensure-partitions.js";
export { insertAuditContexts } from "./sql/insert-audit-contexts.js";
export { insertAuditEvents } from "./sql/insert-audit-events.js";
export type {
  AuditCounts,
  AuditFilter,
  AuditReport,
  AuditReportPage,
  AuditScope,
  ExportFormat,
} from "./report/create-audit-report.js";
export { applyRetention, type RetentionMonth, type RetentionOptions, type RetentionReport } from "./retention/apply-retention.js";
export { csvLine } from "./report/csv-line.js";
export type { LegalHoldRequest, LegalHolds } from "./retention/legal-holds.js";
export { createRetentionJob, type RetentionJob, type RetentionJobStatus } from "./retention/retention-job.js";
export { readRetentionRun } from "./sql/read-retention-run.js";
export type { RetentionRun } from "./sql/note-retention-run.js";
export type { AuditClass, RetentionPolicy } from "./retention/retention-policy.js";
export { type AuditSealer, type AuditSealerOptions, type AuditSealerStatus, createAuditSealer } from "./seal/audit-sealer.js";
export type { AuditCount, CountUnit } from "./sql/count-audit-events.js";
export type { LegalHold } from "./sql/list-legal-holds.js";
export type { AnchorSource, AuditRoot } from "./verify/anchors.js";
export type { AuditBreak, AuditBreakKind } from "./verify/audit-break.js";
export { type AuditChainState, readSealingState, type SealingState } from "./verify/chain-state.js";
export type { InclusionProof } from "./verify/inclusion-proof.js";
export { type AuditProgress, type AuditVerification, verifyAudit, type VerifyAuditOptions } from "./verify/verify-audit.js";
export type { Audit } from "./interface.js";
