// Holds input against its schema and says which fields are wrong and how.
import { HoldfastError } from "@holdfast/contract";
import type { z } from "zod";

const MOST_FIELDS = 50;

/** The parsed value, or invalid_request with the fields that are wrong. */
export function validate<S extends z.ZodType>(schema: S, value: unknown, place: "path" | "query" | "body"): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new HoldfastError("invalid_request", {
    what: `The ${place} of the request does not have the form that this endpoint takes.`,
    action: "Correct the fields that are named; the API page describes each.",
    fields: result.error.issues.slice(0, MOST_FIELDS).map((issue) => ({ path: issue.path.join("."), problem: issue.message })),
  });
}
