// The past of groups and records, read from the audit trail (SE-14).
import { z } from "zod";
import {
  groupIdSchema,
  operationIdSchema,
  recordIdSchema,
  timestampSchema,
  tokenIdSchema,
  userIdSchema,
  versionSchema,
} from "./id.js";

const happened = {
  version: versionSchema,
  at: timestampSchema,
  action: z.string(),
  actorId: userIdSchema.nullable(),
  operationId: operationIdSchema.nullable(),
  sessionId: tokenIdSchema.nullable(),
  /** Names, origins and the like, as the trail keeps them. */
  details: z.record(z.string(), z.unknown()),
};

/** One version of a group: the operation that made it. */
export const groupHistoryEntrySchema = z.object({ ...happened, added: z.int(), removed: z.int(), annotated: z.int() });
export type GroupHistoryEntry = z.infer<typeof groupHistoryEntrySchema>;

export const groupHistorySchema = z
  .object({
    groupId: groupIdSchema,
    /** Newest first. */
    entries: z.array(groupHistoryEntrySchema),
    /** Continue with `before` this version; null at the end. */
    next: versionSchema.nullable(),
    /** The oldest version whose state can still be told: retention may have taken what is older. */
    reachesBack: versionSchema,
  })
  .meta({ id: "GroupHistory" });
export type GroupHistory = z.infer<typeof groupHistorySchema>;

export const groupStateSchema = z
  .object({
    groupId: groupIdSchema,
    version: versionSchema,
    reachesBack: versionSchema,
    count: z.int(),
    /** Null when the trail does not reach back so far. */
    recordIds: z.array(recordIdSchema).nullable(),
  })
  .meta({ id: "GroupState" });
export type GroupState = z.infer<typeof groupStateSchema>;

export const groupDiffSchema = z
  .object({
    groupId: groupIdSchema,
    from: versionSchema,
    to: versionSchema,
    reachesBack: versionSchema,
    /** Both null when the trail does not reach back so far. */
    added: z.array(recordIdSchema).nullable(),
    removed: z.array(recordIdSchema).nullable(),
  })
  .meta({ id: "GroupDiff" });
export type GroupDiff = z.infer<typeof groupDiffSchema>;

/** What happened to a record in one of the user's groups. */
export const recordHistoryEntrySchema = z.object({
  ...happened,
  groupId: groupIdSchema,
  change: z.enum(["added", "removed", "annotated"]),
});
export type RecordHistoryEntry = z.infer<typeof recordHistoryEntrySchema>;

export const recordHistorySchema = z
  .object({ recordId: recordIdSchema, entries: z.array(recordHistoryEntrySchema), next: z.string().nullable() })
  .meta({ id: "RecordHistory" });
export type RecordHistory = z.infer<typeof recordHistorySchema>;

/** A past moment of a group: one of its versions, or a time. */
export type GroupMoment = { readonly version: z.infer<typeof versionSchema> } | { readonly at: string };
