// The id of an event as readers see it: its time and number, which together are also its place in the trail.
import { HoldfastError } from "@holdfast/contract";

export interface TrailPlace {
  /** ISO 8601 in UTC with microseconds. */
  readonly at: string;
  readonly id: number;
}

/** `2026-01-31T10:20:30.123456Z`, 42 → `go1yz…-16`. Opaque to readers. */
export function encodePlace({ at, id }: TrailPlace): string {
  const microseconds = Date.parse(`${at.slice(0, 19)}Z`) * 1000 + Number(at.slice(20, 26));
  return `${microseconds.toString(36)}-${id.toString(36)}`;
}

/** Throws invalid_request for what is not an event's id. */
export function decodePlace(text: string): TrailPlace {
  const match = /^([0-9a-z]{1,11})-([0-9a-z]{1,11})$/.exec(text);
  const [microseconds, id] = [Number.parseInt(match?.[1] ?? "", 36), Number.parseInt(match?.[2] ?? "", 36)];
  // The last microsecond that a Date can express: 8.64e15 ms would not be a safe integer in µs, the year 2255 is.
  if (Number.isSafeInteger(microseconds) && Number.isSafeInteger(id)) return { at: isoOf(microseconds), id };
  throw new HoldfastError("invalid_request", {
    what: `${JSON.stringify(text.slice(0, 40))} is not the id of an audit event.`,
    action: "Pass the id of an event, or `next` of an earlier page.",
    fields: [{ path: "before", problem: "not an event id" }],
  });
}

function isoOf(microseconds: number): string {
  const seconds = Math.floor(microseconds / 1_000_000);
  const rest = String(microseconds - seconds * 1_000_000).padStart(6, "0");
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${rest}Z`;
}
