// Times and whole numbers, as flags.
import { HoldfastError, timestampSchema } from "@holdfast/contract";

const wrong = (name: string, value: unknown, kind: string, example: string): HoldfastError =>
  new HoldfastError("invalid_request", {
    what: `${name} ${JSON.stringify(value)} is no ${kind}.`,
    action: `Write it like ${example}.`,
  });

/** A date is its beginning, in UTC. Undefined when the flag was not given; throws invalid_request. */
export function timeOf(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value;
  const parsed = timestampSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw wrong(name, value, "time", "2026-12-31T23:59:59Z");
}

/** Undefined when the flag was not given; throws invalid_request. */
export function wholeNumberOf(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && /^\d{1,15}$/.test(value)) return Number(value);
  throw wrong(name, value, "whole number", "12");
}
