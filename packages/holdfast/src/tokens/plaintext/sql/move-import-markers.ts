// Moves markers on: from copied to verified, from verified to wiped.
import type { Queryable } from "../../../database/index.js";

const verified = `
  update holdfast.plaintext_import
  set state = 'verified', verified_at = $3
  where source = $1 and row_key = any ($2) and state = 'copied'`;

const wiped = `
  update holdfast.plaintext_import
  set state = 'wiped', wiped_at = $3, salt = null, digest = null
  where source = $1 and row_key = any ($2) and state = 'verified'`;

interface Move {
  readonly source: string;
  readonly keys: readonly string[];
  readonly at: string;
}

export async function markVerified(db: Queryable, { source, keys, at }: Move): Promise<void> {
  await db.query({ name: "mark_import_verified", text: verified, values: [source, keys, at] });
}

export async function markWiped(db: Queryable, { source, keys, at }: Move): Promise<void> {
  await db.query({ name: "mark_import_wiped", text: wiped, values: [source, keys, at] });
}
