// Groups and the selections in them, as readers see them.
import { z } from "zod";
import {
  groupIdSchema,
  operationIdSchema,
  positionSchema,
  recordIdSchema,
  timestampSchema,
  userIdSchema,
  versionSchema,
} from "./id.js";
import { recordSchema } from "./record.js";

export const groupSchema = z
  .object({
    id: groupIdSchema,
    name: z.string(),
    description: z.string().nullable(),
    isDefault: z.boolean(),
    /** Place among the user's groups, from 0. */
    place: z.int(),
    version: versionSchema,
    count: z.int(),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "Group" });
export type Group = z.infer<typeof groupSchema>;

export const groupListSchema = z
  .object({ groups: z.array(groupSchema), position: positionSchema, appliedPosition: positionSchema })
  .meta({ id: "GroupList" });
export type GroupList = z.infer<typeof groupListSchema>;

/** The ids in a group at a version. */
export const groupRecordsSchema = z
  .object({ groupId: groupIdSchema, version: versionSchema, count: z.int(), recordIds: z.array(recordIdSchema) })
  .meta({ id: "GroupRecords" });
export type GroupRecords = z.infer<typeof groupRecordsSchema>;

/** What changed after a version. `reset: true` means that the history does not reach back so far: read the whole group. */
export const groupChangesSchema = z
  .object({
    groupId: groupIdSchema,
    since: versionSchema,
    version: versionSchema,
    count: z.int(),
    reset: z.boolean(),
    added: z.array(recordIdSchema),
    removed: z.array(recordIdSchema),
  })
  .meta({ id: "GroupChanges" });
export type GroupChanges = z.infer<typeof groupChangesSchema>;

/** One selected record with its identity for life (SE-04). */
export const selectionItemSchema = z
  .object({
    id: z.uuid(),
    record: recordSchema,
    note: z.string().nullable(),
    state: z.string().nullable(),
    metadata: z.record(z.string(), z.unknown()),
    addedBy: userIdSchema.nullable(),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "SelectionItem" });
export type SelectionItem = z.infer<typeof selectionItemSchema>;

export const groupItemsSchema = z
  .object({
    groupId: groupIdSchema,
    version: versionSchema,
    /** How many the group holds, whichever of them were asked for. */
    total: z.int(),
    offset: z.int(),
    items: z.array(selectionItemSchema),
  })
  .meta({ id: "GroupItems" });
export type GroupItems = z.infer<typeof groupItemsSchema>;

/** Most ids whose membership is answered in one call (SE-10). */
export const maxMembershipIds = 1000;

export const membershipRequestSchema = z
  .object({ recordIds: z.array(recordIdSchema).min(1).max(maxMembershipIds) })
  .meta({ id: "MembershipRequest" });
export type MembershipRequest = z.infer<typeof membershipRequestSchema>;

/** For each group that holds any of the records asked for: which of them. */
export const membershipAnswerSchema = z
  .object({
    position: positionSchema,
    groups: z.array(z.object({ groupId: groupIdSchema, version: versionSchema, recordIds: z.array(recordIdSchema) })),
  })
  .meta({ id: "MembershipAnswer" });
export type MembershipAnswer = z.infer<typeof membershipAnswerSchema>;

/** A gesture of one's own: an operation that can be undone, or done again. */
export const undoableOperationSchema = z.object({
  operationId: operationIdSchema,
  kind: z.string(),
  groupId: groupIdSchema.nullable(),
  groupName: z.string().nullable(),
  /** How many records it was about. */
  records: z.int(),
  at: timestampSchema.nullable(),
  /** For a button: `Select 3 records in "Fire"`. */
  description: z.string(),
});
export type UndoableOperation = z.infer<typeof undoableOperationSchema>;

/** What can be undone and done again, the next one first, at most 100 of each (SE-09). */
export const undoStateSchema = z
  .object({ position: positionSchema, undo: z.array(undoableOperationSchema), redo: z.array(undoableOperationSchema) })
  .meta({ id: "UndoState" });
export type UndoState = z.infer<typeof undoStateSchema>;
