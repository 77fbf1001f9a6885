// The door of the audit room.
export { type AuditContext, canonicalAddress, type ContextOrigin, contextOf, verifyContext } from "./audit-context.js";
export type { AuditActor, AuditBatch, AuditNote, AuditOperation, AuditRecord } from "./audit-record.js";
export { AuditRecorder } from "./audit-recorder.js";
export { ContextBook } from "./context-book.js";
export { createAudit } from "./create-audit.js";
export { ensurePartitions } from "./ensure-partitions.js";
export { insertAuditContexts } from "./sql/insert-audit-contexts.js";
export { insertAuditEvents } from "./sql/insert-audit-events.js";
