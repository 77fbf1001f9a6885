// What people wrote in a change, under an id that is a hash of itself: erasable, but not alterable in silence (AU-06).
import { createHash } from "node:crypto";
import type { UserId } from "@holdfast/contract";

/** Plain JSON without numbers: as jsonb keeps it, whatever the order of its keys. */
export type WrittenText = Readonly<Record<string, string | null | readonly string[]>>;

/** One row of `holdfast.audit_text`. */
export interface AuditText {
  /** The first 16 bytes of SHA-256 over salt, person and contents, in hex. */
  readonly id: string;
  readonly userId: UserId | null;
  readonly contents: WrittenText;
  /** 16 random bytes: without them, short texts could be tried out after erasure. */
  readonly salt: Buffer;
  /** The time of the rows of the trail that name it; ISO 8601 with microseconds. */
  readonly at: string;
}

export function textOf(text: Omit<AuditText, "id">): AuditText {
  return { id: idOf(text), ...text };
}

/** Whether a row is what was written: its id is the hash of its contents. */
export function verifyText(row: AuditText): boolean {
  return idOf(row) === row.id;
}

// One JSON array, so that no two contents share their bytes. The time is not among them: the rows of the trail say it themselves.
function idOf({ userId, contents, salt }: Pick<AuditText, "userId" | "contents" | "salt">): string {
  const sorted = Object.entries(contents).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256")
    .update("holdfast/audit-text/v1")
    .update(salt)
    .update(JSON.stringify([userId, sorted]))
    .digest("hex")
    .slice(0, 32);
}
