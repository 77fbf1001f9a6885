// The record page and its filter as query parameters: repeated keys for lists, digits for numbers, true and false for switches.
import { z } from "zod";
import { recordFilterSchema, recordPageRequestSchema } from "./record.js";

const digits = (most: number, least = 0) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "Digits only.")
    .transform(Number)
    .pipe(z.int().min(least).max(most));
const list = z.array(z.string().max(200)).max(100);
const shape = recordFilterSchema.shape;

/** The filter of `GET /records` and `GET /records/facets`. Keys that may repeat: family, type, status. */
export const recordFilterQuerySchema = z
  .object({
    text: z.string().max(200).optional(),
    family: list.optional(),
    type: list.optional(),
    status: list.optional(),
    yearFrom: digits(9999).optional(),
    yearTo: digits(9999).optional(),
    groupId: shape.groupId,
    selected: z.enum(["true", "false"]).optional(),
  })
  .strict();

export const recordPageQuerySchema = recordFilterQuerySchema.extend({
  sort: recordPageRequestSchema.shape.sort,
  order: recordPageRequestSchema.shape.order,
  offset: digits(10_000_000).optional(),
  limit: digits(1000, 1).optional(),
});

/** Query keys that are lists even when they occur once. */
export const listQueryKeys = ["family", "type", "status", "action", "person"] as const;
