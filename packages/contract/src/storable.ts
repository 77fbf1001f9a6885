// Text that PostgreSQL can keep: without the zero character and without halves of surrogate pairs.
import type { z } from "zod";

const unstorable = /[\0\p{Cs}]/u;

/** Whether every text in a JSON value, keys included, can be kept. */
export function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !unstorable.test(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, entry]) => !unstorable.test(key) && isStorable(entry));
}

export function storable<Schema extends z.ZodString>(schema: Schema): Schema {
  return schema.refine(isStorable, "No zero characters, no halves of surrogate pairs.");
}
