// Operations: one change that one actor asked for. The unit of the journal, of idempotency, of audit and of undo.
import { z } from "zod";
import { groupIdSchema, operationIdSchema, positionSchema, recordIdSchema, timestampSchema, versionSchema } from "./id.js";
import { recordFilterSchema } from "./record.js";
import { isStorable, storable } from "./storable.js";

/**
 * When an operation counts as done (JO-01). `journal`: fdatasync of the local journal (default). `database`: applied in
 * PostgreSQL. `memory`: explicitly weak, a crash can take it back.
 */
export const ackSchema = z.enum(["journal", "database", "memory"]);
export type Ack = z.infer<typeof ackSchema>;

/** A group by its id, or `default` for the user's default group. */
export const groupRefSchema = z.union([z.literal("default"), groupIdSchema]);
export type GroupRef = z.infer<typeof groupRefSchema>;

/** Most ids in one call; larger changes go by query. */
export const maxIdsPerCall = 10_000;
const recordIds = z.array(recordIdSchema).min(1).max(maxIdsPerCall);
const byQuery = z.object({ filter: recordFilterSchema, except: z.array(recordIdSchema).max(maxIdsPerCall).default([]) });
const group = { group: groupRefSchema.default("default") };
const guard = {
  /** The version that the user saw: what changed since is left alone and named (SE-08). */
  seenVersion: versionSchema.optional(),
};

const name = storable(z.string().trim().min(1).max(120));
const description = storable(z.string().trim().max(2000));

/** Most bytes of a selection's metadata as JSON, for each change of it. */
export const maxMetadataBytes = 8192;
const metadata = z
  .record(z.string().min(1).max(120), z.unknown())
  .refine((value) => JSON.stringify(value).length <= maxMetadataBytes, `At most ${maxMetadataBytes} characters as JSON.`)
  .refine(isStorable, "No zero characters, no halves of surrogate pairs.");
/** What belongs to a selection beside its record (SE-01). Null clears; what is absent stays. */
const annotation = {
  note: storable(z.string().max(10_000)).nullable().optional(),
  /** A short label, such as `to read`. */
  state: storable(z.string().trim().min(1).max(120)).nullable().optional(),
  /** With `merge`, keys whose value is null are taken out and the others are set; with `replace`, this is all there is afterwards. */
  metadata: metadata.optional(),
  metadataMode: z.enum(["merge", "replace"]).default("merge"),
};
/** An operation of one's own; the newest that can be undone (or redone) when absent. */
const gesture = { operationId: operationIdSchema.optional() };
const between = { ...group, to: groupRefSchema, recordIds };

/** Two or three groups; the difference is what only the first of them holds (SE-12). */
export const combinationShape = {
  operation: z.enum(["union", "intersection", "difference"]),
  groups: z.array(groupRefSchema).min(2).max(3),
};

/** What a client asks for (SE-01, SE-02, SE-05, SE-07). Clients send changes, never whole sets. */
export const changeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("select"), ...group, recordId: recordIdSchema }),
  z.object({ kind: z.literal("deselect"), ...group, recordId: recordIdSchema }),
  z.object({ kind: z.literal("bulk_select"), ...group, recordIds: recordIds.optional(), query: byQuery.optional() }),
  z.object({ kind: z.literal("bulk_deselect"), ...group, recordIds: recordIds.optional(), query: byQuery.optional(), ...guard }),
  z.object({ kind: z.literal("clear_all"), ...group, ...guard }),
  z.object({ kind: z.literal("annotate"), ...group, recordIds, ...annotation }),
  z.object({ kind: z.literal("move"), ...between }),
  z.object({ kind: z.literal("copy"), ...between }),
  z.object({ kind: z.literal("undo"), ...gesture }),
  z.object({ kind: z.literal("redo"), ...gesture }),
  z.object({ kind: z.literal("create_group"), name, description: description.optional() }),
  z.object({ kind: z.literal("rename_group"), group: groupRefSchema, name }),
  z.object({ kind: z.literal("describe_group"), group: groupRefSchema, description }),
  z.object({ kind: z.literal("delete_group"), group: groupRefSchema }),
  z.object({ kind: z.literal("make_default"), group: groupRefSchema }),
  z.object({ kind: z.literal("combine_groups"), ...combinationShape, name, description: description.optional() }),
  /** Makes the group what it was at a version, or at a time, again: a new operation like any other. */
  z.object({
    kind: z.literal("restore_group"),
    group: groupRefSchema,
    version: versionSchema.optional(),
    at: timestampSchema.optional(),
  }),
  z.object({ kind: z.literal("reorder_groups"), order: z.array(groupIdSchema).min(1).max(1000) }),
]);
export type Change = z.infer<typeof changeSchema>;
export type ChangeInput = z.input<typeof changeSchema>;
export type ChangeKind = Change["kind"];

/** A change with the id that makes it idempotent and the acknowledgement that the caller wants. */
export const operationRequestSchema = z
  .object({ operationId: operationIdSchema, ack: ackSchema.optional(), change: changeSchema })
  .meta({ id: "OperationRequest" });
export type OperationRequest = z.infer<typeof operationRequestSchema>;
export type OperationRequestInput = z.input<typeof operationRequestSchema>;

/** Why a part of an operation was not undone (or redone). */
export const skipReasonSchema = z.enum([
  /** It left, came again or was annotated since, by another operation. */
  "changed",
  /** It is in the group already. */
  "there_already",
  "group_gone",
  /** The group was renamed, described, filled or made the default since. */
  "group_changed",
  "name_taken",
  "over_limit",
]);
export type SkipReason = z.infer<typeof skipReasonSchema>;

/** What an undo (or redo) was about and what of it was left alone (SE-09). */
export const undoneSchema = z.object({
  /** The gesture: the operation that was undone or done again. */
  operationId: operationIdSchema,
  kind: z.string(),
  skipped: z.int(),
  /** The first 100. `recordId` is null for the group itself. */
  skippedItems: z.array(z.object({ groupId: groupIdSchema, recordId: recordIdSchema.nullable(), reason: skipReasonSchema })),
});
export type Undone = z.infer<typeof undoneSchema>;

/** What happened (SE-03). All counts are of records; the lists name at most the first 100. */
export const operationAnswerSchema = z
  .object({
    operationId: operationIdSchema,
    kind: z.string(),
    /** True when this operation id had been answered before: this is the first answer again. */
    repeated: z.boolean(),
    groupId: groupIdSchema.nullable(),
    /** The group's version and count after this operation. */
    version: versionSchema,
    count: z.int(),
    requested: z.int(),
    added: z.int(),
    alreadyThere: z.int(),
    removed: z.int(),
    notThere: z.int(),
    /** Records that do not exist or were withdrawn; the first 100 are named in `unknownRecords`. */
    unknown: z.int(),
    unknownRecords: z.array(recordIdSchema),
    /** Records left out because the group is full. */
    overLimit: z.int(),
    /** By query: how many records matched, and how many of those the exceptions took out. */
    matched: z.int().nullable(),
    excluded: z.int().nullable(),
    /** Guarded changes: records that changed after `seenVersion` and were left alone. */
    keptBecauseChanged: z.int(),
    /** The first 100 of those. */
    keptRecords: z.array(recordIdSchema).optional(),
    /** Selections whose note, state or metadata was set. */
    annotated: z.int().optional(),
    /** Undo and redo only. */
    undone: undoneSchema.optional(),
    position: positionSchema,
    /** What the caller may rely on now. */
    durability: z.enum(["memory", "journal", "database"]),
    at: timestampSchema,
  })
  .meta({ id: "OperationAnswer" });
export type OperationAnswer = z.infer<typeof operationAnswerSchema>;

/** `applied`: everything acknowledged is in PostgreSQL. `deferred`: safe in the journal, the database will follow (SY-06). */
export const flushAnswerSchema = z
  .object({ state: z.enum(["applied", "deferred"]), position: positionSchema, appliedPosition: positionSchema })
  .meta({ id: "FlushAnswer" });
export type FlushAnswer = z.infer<typeof flushAnswerSchema>;
