// Replaces a password hash, unless somebody else has replaced it since it was checked.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  update holdfast.credential
  set password_hash = $3, changed_at = coalesce($4::timestamptz, changed_at)
  where user_id = $1 and password_hash = $2
  returning user_id`;

export interface ReplacePassword {
  readonly userId: UserId;
  readonly before: string;
  readonly after: string;
  /** Null when the password stays and only its hash is newer. */
  readonly changedAt: string | null;
}

/** False when the hash is not the one from before any more. */
export async function replacePassword(db: Queryable, by: ReplacePassword): Promise<boolean> {
  const rows = await db.query({ name: "replace_password", text, values: [by.userId, by.before, by.after, by.changedAt] });
  return rows.length > 0;
}
