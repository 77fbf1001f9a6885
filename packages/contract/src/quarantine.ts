// Operations that the database refused for their content, as operators see them (JO-08).
import { z } from "zod";
import { groupIdSchema, journalIdSchema, operationIdSchema, positionSchema, timestampSchema, userIdSchema } from "./id.js";

export const quarantinedOperationSchema = z
  .object({
    journalId: journalIdSchema,
    position: positionSchema,
    userId: userIdSchema,
    operationId: operationIdSchema,
    kind: z.string(),
    /** How many records it was about, and in which groups. */
    records: z.int(),
    groups: z.array(groupIdSchema),
    sqlState: z.string(),
    message: z.string(),
    at: timestampSchema,
    acceptedAt: timestampSchema,
    resolvedAt: timestampSchema.nullable(),
    resolution: z.enum(["replayed", "discarded"]).nullable(),
  })
  .meta({ id: "QuarantinedOperation" });
export type QuarantinedOperation = z.infer<typeof quarantinedOperationSchema>;

/** Oldest first. */
export const quarantineListSchema = z.object({ operations: z.array(quarantinedOperationSchema) }).meta({ id: "QuarantineList" });
