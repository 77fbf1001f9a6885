// Tells a repeat of a change from another change that came under the same operation id.
import { hash } from "node:crypto";
import type { Change } from "@holdfast/contract";

/** 22 characters: 128 bits of the SHA-256 of the validated change, or of what it came from. */
export function fingerprintOf(change: Change | string): string {
  return hash("sha256", JSON.stringify(change), "base64url").slice(0, 22);
}
