// The endpoints of records.
import { z } from "zod";
import { recordIdSchema } from "../id.js";
import { recordFilterQuerySchema, recordPageQuerySchema } from "../record-query.js";
import { foundRecordsSchema, lookUpRecordsSchema, recordFacetsSchema, recordPageSchema, recordSchema } from "../record.js";
import type { Endpoint } from "./endpoint.js";

export const recordsEndpoints = {
  searchRecords: {
    method: "GET",
    path: "/records",
    summary: "A page of the catalogue",
    tag: "records",
    auth: "session",
    limit: "read",
    query: recordPageQuerySchema,
    answers: { 200: recordPageSchema },
  },
  recordFacets: {
    method: "GET",
    path: "/records/facets",
    summary: "Counts per value under the same filter",
    tag: "records",
    auth: "session",
    limit: "read",
    query: recordFilterQuerySchema,
    answers: { 200: recordFacetsSchema },
  },
  getRecord: {
    method: "GET",
    path: "/records/{id}",
    summary: "One record",
    tag: "records",
    auth: "session",
    limit: "read",
    params: z.object({ id: recordIdSchema }),
    answers: { 200: recordSchema },
  },
  lookUpRecords: {
    method: "POST",
    path: "/records/lookup",
    summary: "Several records by their ids; those that are not there are left out",
    tag: "records",
    auth: "session",
    limit: "read",
    body: lookUpRecordsSchema,
    answers: { 200: foundRecordsSchema },
  },
} as const satisfies Record<string, Endpoint>;
