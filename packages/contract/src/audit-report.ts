// What is asked of the audit trail as a whole, and what is found: counts, verification, retention, holds, erasure (AU-03 to AU-07).
import { z } from "zod";
import { auditActionSchema } from "./audit-event.js";
import { groupIdSchema, operationIdSchema, recordIdSchema, timestampSchema, tokenIdSchema, userIdSchema } from "./id.js";

/** All that is named must hold. */
export const auditFilterShape = {
  actorId: userIdSchema.optional(),
  action: z.array(auditActionSchema).max(50).optional(),
  groupId: groupIdSchema.optional(),
  recordId: recordIdSchema.optional(),
  operationId: operationIdSchema.optional(),
  from: timestampSchema.optional().describe("Inclusive."),
  to: timestampSchema.optional().describe("Exclusive."),
  address: z.string().max(60).optional().describe("An address, or a network such as 192.0.2.0/24."),
  sessionId: tokenIdSchema.optional(),
};

export const countUnitSchema = z.enum(["hour", "day", "week", "month"]);

export const auditCountsSchema = z
  .object({
    counts: z.array(
      z.object({
        /** Where the hour, day, week (Monday) or month begins, in UTC. */
        from: timestampSchema,
        /** Null when the counts are not split by action. */
        action: auditActionSchema.nullable(),
        /** Rows of the trail: one for each record. */
        count: z.int(),
        /** As the timeline tells them: one for all records of an operation in a group. */
        entries: z.int(),
      }),
    ),
  })
  .meta({ id: "AuditCounts" });

export const auditChainSchema = z
  .object({
    /** Number of the last seal; 0 before the first. */
    seals: z.int(),
    sealedAt: timestampSchema.nullable(),
    /** Time of the newest event under a seal. */
    sealedUpTo: timestampSchema.nullable(),
    /** Hash of the last seal. */
    hash: z.string().nullable(),
  })
  .meta({ id: "AuditChain" });

const hex = z.string().regex(/^[0-9a-f]*$/);

/** One event against a signed root: whoever has kept the root needs nothing else of the trail to check it. */
export const inclusionProofSchema = z
  .discriminatedUnion("status", [
    z.object({
      status: z.literal("included"),
      eventId: z.string(),
      /** Hash of the row in its canonical form. */
      leaf: hex,
      index: z.int(),
      count: z.int(),
      /** Neighbours on the way to the root, lowest first. */
      path: z.array(hex),
      seal: z.object({
        seq: z.int(),
        root: hex,
        hash: hex,
        sealedAt: timestampSchema,
        keyId: z.string(),
        publicKey: z.string().nullable(),
        signature: z.string(),
      }),
    }),
    z.object({ status: z.enum(["not_sealed_yet", "absent", "does_not_fit"]) }),
  ])
  .meta({ id: "InclusionProof" });

const breakKinds = [
  "row_edited",
  "row_missing",
  "row_added",
  "seal_altered",
  "seal_missing",
  "chain_forked",
  "chain_cut",
  "anchor_differs",
  "bad_signature",
  "unknown_key",
  "context_altered",
  "context_missing",
  "text_altered",
  "text_missing",
] as const;

export const auditBreakSchema = z
  .object({
    kind: z.enum(breakKinds),
    /** One sentence. */
    what: z.string(),
    seal: z.int().nullable(),
    row: z.int().nullable(),
    event: z
      .object({
        id: z.string(),
        at: timestampSchema,
        number: z.int(),
        position: z.int().nullable(),
        action: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: "AuditBreak" });

export const auditVerificationSchema = z
  .object({
    intact: z.boolean(),
    /** What does not fit first, along the chain. */
    first: auditBreakSchema.nullable(),
    /** The first hundred. */
    breaks: z.array(auditBreakSchema),
    seals: z.int(),
    rows: z.int(),
    removedRows: z.int(),
    unsealed: z.object({ rows: z.int(), oldestAt: timestampSchema.nullable() }),
    contexts: z.object({ checked: z.int(), erased: z.int() }),
    /** Names of groups, notes and what else people wrote; `erased` counts rows of the trail whose text was destroyed with its person. */
    texts: z.object({ checked: z.int(), erased: z.int() }),
    head: z.object({ seq: z.int(), hash: z.string(), rows: z.int(), sealedAt: timestampSchema }).nullable(),
  })
  .meta({ id: "AuditVerification" });

export const verifyAuditRequestSchema = z
  .object({
    from: timestampSchema.optional(),
    to: timestampSchema.optional(),
    /** Lines of roots that were kept elsewhere. */
    anchors: z.string().max(1_500_000).optional(),
  })
  .strict()
  .meta({ id: "VerifyAuditRequest" });

/** Any number of progress lines, then the verdict. */
export const auditVerifyLineSchema = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("progress"), rows: z.int(), totalRows: z.int() }),
    z.object({ type: z.literal("verdict"), verification: auditVerificationSchema }),
  ])
  .meta({ id: "AuditVerifyLine" });

const archiveSchema = z.object({ file: z.string(), rows: z.int(), bytes: z.int(), sha256: z.string() });

export const retentionReportSchema = z
  .object({
    dryRun: z.boolean(),
    months: z.array(
      z.object({
        month: z.string(),
        verdict: z.enum(["kept", "held", "not_sealed", "removable", "removed", "busy"]),
        bytes: z.int(),
        rows: z.int().nullable(),
        classes: z.array(z.string()),
        keptUntil: timestampSchema.nullable(),
        archive: archiveSchema.nullable(),
      }),
    ),
    removedRows: z.int(),
    removedContexts: z.int(),
  })
  .meta({ id: "RetentionReport" });

export const legalHoldSchema = z
  .object({
    id: z.uuid(),
    /** Null: everybody. */
    userId: userIdSchema.nullable(),
    reason: z.string(),
    rowsFrom: timestampSchema.nullable(),
    setAt: timestampSchema,
    setBy: userIdSchema.nullable(),
    liftedAt: timestampSchema.nullable(),
    liftedBy: userIdSchema.nullable(),
  })
  .meta({ id: "LegalHold" });
export type LegalHoldAnswer = z.infer<typeof legalHoldSchema>;

export const setLegalHoldSchema = z
  .object({ userId: userIdSchema.optional(), reason: z.string().trim().min(1).max(2000), from: timestampSchema.optional() })
  .strict()
  .meta({ id: "SetLegalHold" });

export const erasureSchema = z
  .discriminatedUnion("status", [
    z.object({
      status: z.literal("erased"),
      contexts: z.int(),
      texts: z.int(),
      /** Rows of the trail by earlier releases that have a text of the person in them, and leave with their month. */
      keptTexts: z.int(),
      groups: z.int(),
      tokens: z.int(),
      operations: z.int(),
      refused: z.int(),
      account: z.boolean(),
    }),
    z.object({ status: z.literal("held"), holds: z.array(z.object({ id: z.string(), reason: z.string() })) }),
  ])
  .meta({ id: "Erasure" });
