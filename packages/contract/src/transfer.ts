// Groups as files: export and import (SE-13).
import { z } from "zod";
import { groupIdSchema, recordIdSchema, timestampSchema, userIdSchema } from "./id.js";

/** `csv`: RFC 4180 with a header line. `lines`: one JSON document a line. */
export const fileFormatSchema = z.enum(["csv", "lines"]);
export type FileFormat = z.infer<typeof fileFormatSchema>;

/** A line of an export: the record, and what was set beside it. */
export const exportedItemSchema = z
  .object({
    recordId: recordIdSchema,
    title: z.string(),
    reference: z.string().nullable(),
    family: z.string().nullable(),
    type: z.string().nullable(),
    year: z.int().nullable(),
    status: z.string().nullable(),
    note: z.string().nullable(),
    state: z.string().nullable(),
    metadata: z.record(z.string(), z.unknown()),
    addedBy: userIdSchema.nullable(),
    addedAt: timestampSchema,
    updatedAt: timestampSchema,
    withdrawnAt: z.string().nullable(),
  })
  .meta({ id: "ExportedItem" });
export type ExportedItem = z.infer<typeof exportedItemSchema>;

/** `ambiguous`: a reference that several records have. `malformed`: neither an id nor a reference. */
export const importLineStatusSchema = z.enum([
  "added",
  "already_there",
  "unknown",
  "ambiguous",
  "duplicate",
  "over_limit",
  "malformed",
]);
export type ImportLineStatus = z.infer<typeof importLineStatusSchema>;

const counts = {
  lines: z.int(),
  added: z.int(),
  alreadyThere: z.int(),
  unknown: z.int(),
  ambiguous: z.int(),
  duplicates: z.int(),
  overLimit: z.int(),
  malformed: z.int(),
};
export const importCountsSchema = z.object(counts).meta({ id: "ImportCounts" });
export type ImportCounts = z.infer<typeof importCountsSchema>;

export const importedLineSchema = z.object({ line: z.int(), value: z.string(), status: importLineStatusSchema });
export type ImportedLine = z.infer<typeof importedLineSchema>;

/** What became of a list that was imported into a group, or what would become of it. */
export const importReportSchema = z
  .object({
    groupId: groupIdSchema,
    dryRun: z.boolean(),
    ...counts,
    /** The first 1,000 lines that were not added, with the reason. */
    problems: z.array(importedLineSchema),
  })
  .meta({ id: "GroupImportReport" });
export type GroupImportReport = z.infer<typeof importReportSchema>;

/** What an import tells while it goes on: its counts after every thousand lines, and the report at last. */
export const importEventSchema = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("progress"), counts: importCountsSchema }),
    z.object({ type: z.literal("report"), report: importReportSchema }),
  ])
  .meta({ id: "GroupImportEvent" });
export type GroupImportEvent = z.infer<typeof importEventSchema>;
