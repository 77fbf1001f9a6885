// The audit trail: who changed what, when and from where.
import { z } from "zod";
import {
  groupIdSchema,
  operationIdSchema,
  positionSchema,
  recordIdSchema,
  timestampSchema,
  tokenIdSchema,
  userIdSchema,
  versionSchema,
} from "./id.js";

/** Every action that leaves a row in the trail (AU-02). */
export const auditActions = [
  "select",
  "deselect",
  "bulk_select",
  "bulk_deselect",
  "clear_all",
  "annotate",
  "move",
  "copy",
  "undo",
  "redo",
  "create_group",
  "rename_group",
  "describe_group",
  "delete_group",
  "make_default",
  "reorder_groups",
  "combine_groups",
  "restore_group",
  "operation_quarantined",
  "changed_outside",
  "quarantine_discarded",
  "account_registered",
  "role_changed",
  "sign_in",
  "sign_in_refused",
  "sign_out",
  "session_revoked",
  "password_changed",
  "account_email_verified",
  "token_issued",
  "token_consumed",
  "token_revoked",
  "held_token_put",
  "held_token_revoked",
  "held_token_revealed",
  "held_token_resealed",
  "tokens_imported",
  "tokens_swept",
  "keys_rotated",
  "key_retired",
  "token_refreshed",
  "token_refresh_failed",
  "reconnect_required",
  "connected",
  "disconnected",
  "provider_revoked",
  "provider_revocation_failed",
  "records_imported",
  "record_withdrawn",
  "user_erased",
  "audit_retention_applied",
  "audit_retention_changed",
  "legal_hold_set",
  "legal_hold_lifted",
] as const;
export const auditActionSchema = z.enum(auditActions);
export type AuditAction = z.infer<typeof auditActionSchema>;

export const auditEventSchema = z
  .object({
    id: z.string(),
    /** Microseconds, with zone. */
    at: timestampSchema,
    actorId: userIdSchema.nullable(),
    userId: userIdSchema.nullable(),
    action: auditActionSchema,
    groupId: groupIdSchema.nullable(),
    groupVersion: versionSchema.nullable(),
    recordId: recordIdSchema.nullable(),
    tokenId: tokenIdSchema.nullable(),
    operationId: operationIdSchema.nullable(),
    position: positionSchema.nullable(),
    sessionId: tokenIdSchema.nullable(),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    metadata: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "AuditEvent" });
export type AuditEvent = z.infer<typeof auditEventSchema>;

export const auditPageRequestSchema = z.object({
  action: z.array(auditActionSchema).max(50).optional(),
  groupId: groupIdSchema.optional(),
  recordId: recordIdSchema.optional(),
  from: timestampSchema.optional(),
  to: timestampSchema.optional(),
  /** Continue after this event id of an earlier page. */
  before: z.string().max(40).optional(),
  limit: z.int().min(1).max(500).default(100),
});
export type AuditPageRequest = z.infer<typeof auditPageRequestSchema>;

/** What happened, as people tell it: one operation in one group, with how many records it had. */
export const auditEntrySchema = auditEventSchema
  .extend({
    /** The record, when it was about exactly one. */
    recordId: recordIdSchema.nullable(),
    /** Rows of the trail that the entry stands for. */
    rows: z.int(),
    added: z.int(),
    removed: z.int(),
    annotated: z.int(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditTimelineSchema = z
  .object({ entries: z.array(auditEntrySchema), next: z.string().nullable() })
  .meta({ id: "AuditTimeline" });
export type AuditTimeline = z.infer<typeof auditTimelineSchema>;

export const auditPageSchema = z
  .object({ events: z.array(auditEventSchema), next: z.string().nullable() })
  .meta({ id: "AuditPage" });
export type AuditPage = z.infer<typeof auditPageSchema>;
