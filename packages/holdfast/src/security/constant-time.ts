// Compares secret bytes without telling, by the time it takes, how many of them were right.
import { timingSafeEqual } from "node:crypto";

/** Whether two byte strings are equal. Its time depends on the length of `ours` only; the length is not treated as a secret. */
export function equalBytes(ours: Uint8Array, theirs: Uint8Array): boolean {
  const sameLength = ours.length === theirs.length;
  return timingSafeEqual(ours, sameLength ? theirs : ours) && sameLength;
}
