// Where a page ended: a time and an id, opaque to readers.
import { HoldfastError } from "@holdfast/contract";

export interface Place {
  readonly at: string;
  readonly id: string;
}

const placeText = /^(\d{4}-\d\d-\d\d[ T][\d:.]+(?:Z|[+-][\d:]+))\|([0-9a-f-]{1,40})$/;

export function encodePlace({ at, id }: Place): string {
  return Buffer.from(`${at}|${id}`, "latin1").toString("base64url");
}

/** Throws invalid_request. */
export function decodePlace(text: string): Place {
  const [, at, id] = placeText.exec(Buffer.from(text.slice(0, 200), "base64url").toString("latin1")) ?? [];
  if (at !== undefined && id !== undefined) return { at, id };
  throw new HoldfastError("invalid_request", {
    what: "This is not where an earlier page ended.",
    action: "Pass `next` of an earlier page.",
    fields: [{ path: "after", problem: "not `next` of an earlier page" }],
  });
}
