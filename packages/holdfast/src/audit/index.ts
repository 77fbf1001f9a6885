// The door of the audit room.
export { type AuditContext, canonicalAddress, type ContextOrigin, contextOf, verifyContext } from "./audit-context.js";
export type { AuditActor, AuditBatch, AuditNote, AuditOperation, AuditRecord } from "./audit-record.js";
export { AuditRecorder } from "./audit-recorder.js";
export { ContextBook } from "./context-book.js";
export { createAudit } from "./create-audit.js";
export { ensurePartitions } from "./ensure-partitions.js";
export { insertAuditContexts } from "./sql/insert-audit-contexts.js";
export { insertAuditEvents } from "./sql/insert-audit-events.js";
export { type AuditSealer, type AuditSealerOptions, type AuditSealerStatus, createAuditSealer } from "./seal/audit-sealer.js";
export type { AnchorSource, AuditRoot } from "./verify/anchors.js";
export type { AuditBreak, AuditBreakKind } from "./verify/audit-break.js";
export type { InclusionProof } from "./verify/inclusion-proof.js";
export { type AuditProgress, type AuditVerification, verifyAudit, type VerifyAuditOptions } from "./verify/verify-audit.js";
