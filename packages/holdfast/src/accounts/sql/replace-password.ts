// Replaces a password hash, unless somebody else has replaced it since it was checked.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  update holdfast.credential
  set password_hash = $3, changed_at = $4
  where user_id = $1 and password_hash = $2
  returning user_id`;

export interface ReplacePassword {
  readonly userId: UserId;
  readonly before: string;
  readonly after: string;
  /** When the password (not only its hash) was changed. */
  readonly changedAt: string;
}

/** False when the hash is not the one from before any more. */
export async function replacePassword(db: Queryable, by: ReplacePassword): Promise<boolean> {
  const rows = await db.query({ name: "replace_password", text, values: [by.userId, by.before, by.after, by.changedAt] });
  return rows.length > 0;
}
