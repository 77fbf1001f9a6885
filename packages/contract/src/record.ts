// The catalogue: the records that users select from, and how they are searched.
import { z } from "zod";
import { groupIdSchema, recordIdSchema } from "./id.js";

export const recordSchema = z
  .object({
    id: recordIdSchema,
    /** The name that people know it by. */
    title: z.string(),
    /** A short human reference such as a chapter or instrument number: `2015 c. 9`. */
    reference: z.string().nullable(),
    family: z.string().nullable(),
    type: z.string().nullable(),
    year: z.int().nullable(),
    status: z.string().nullable(),
    /** Set when the record was withdrawn: it can still be seen and deselected, no longer selected. */
    withdrawnAt: z.string().nullable(),
  })
  .meta({ id: "Record", description: "A row of the catalogue." });
export type CatalogueRecord = z.infer<typeof recordSchema>;

/** As many as a screen shows many times over. */
export const lookUpRecordsSchema = z
  .object({ recordIds: z.array(recordIdSchema).min(1).max(500) })
  .strict()
  .meta({ id: "LookUpRecords" });

/** In the order in which they were asked for. */
export const foundRecordsSchema = z.object({ records: z.array(recordSchema) }).meta({ id: "FoundRecords" });

/** The value that stands for "no value" in a facet filter (5,996 of the sample records have no family). */
export const facetNone = "(none)";

const facetFilter = z.array(z.string().max(200)).max(100).describe('Any of these values; "(none)" means no value.');

/** What to look for. Empty means the whole catalogue. Used by the table, by facets and by select-all-that-match (SE-07). */
export const recordFilterSchema = z
  .object({
    /** Words, each matched from its beginning, all of which must occur. */
    text: z.string().trim().max(200).optional(),
    family: facetFilter.optional(),
    type: facetFilter.optional(),
    status: facetFilter.optional(),
    yearFrom: z.int().min(0).max(9999).optional(),
    yearTo: z.int().min(0).max(9999).optional(),
    /** Only records that are (or, with `selected: false`, are not) in this group of the caller. */
    groupId: groupIdSchema.optional(),
    selected: z.boolean().optional(),
  })
  .strict()
  .meta({ id: "RecordFilter" });
export type RecordFilter = z.infer<typeof recordFilterSchema>;

export const recordSortSchema = z.enum(["title", "family", "type", "year", "status"]);
export type RecordSort = z.infer<typeof recordSortSchema>;

export const recordPageRequestSchema = z.object({
  filter: recordFilterSchema.default({}),
  sort: recordSortSchema.default("title"),
  order: z.enum(["asc", "desc"]).default("asc"),
  /** Rows to skip. */
  offset: z.int().min(0).max(10_000_000).default(0),
  /** Rows to return, 1 to 1,000. */
  limit: z.int().min(1).max(1000).default(100),
});
export type RecordPageRequest = z.infer<typeof recordPageRequestSchema>;

export const recordPageSchema = z
  .object({
    /** How many records match in all. */
    total: z.int(),
    offset: z.int(),
    items: z.array(recordSchema),
  })
  .meta({ id: "RecordPage" });
export type RecordPage = z.infer<typeof recordPageSchema>;

const facetCountsSchema = z.array(z.object({ value: z.string(), count: z.int() }));

/** Counts per value under the same filter, leaving out the filter of the facet itself. */
export const recordFacetsSchema = z
  .object({ family: facetCountsSchema, type: facetCountsSchema, status: facetCountsSchema, year: facetCountsSchema })
  .meta({ id: "RecordFacets" });
export type RecordFacets = z.infer<typeof recordFacetsSchema>;
