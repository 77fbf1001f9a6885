// The operation id of a step of something larger: the same for every try, so that what was interrupted can be repeated.
import { createHash } from "node:crypto";
import type { OperationId } from "@holdfast/contract";

/** A UUID of version 8 (RFC 9562) from the SHA-256 of a text. */
export function deriveOperationId(text: string): OperationId {
  const hash = createHash("sha256").update(text).digest("hex");
  return [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join(
    "-",
  ) as OperationId;
}
