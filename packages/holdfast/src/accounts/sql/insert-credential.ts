// Adds the password hash of a new account.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `insert into holdfast.credential (user_id, password_hash, changed_at) values ($1, $2, $3)`;

export async function insertCredential(
  db: Queryable,
  credential: { readonly userId: UserId; readonly passwordHash: string; readonly at: string },
): Promise<void> {
  const { userId, passwordHash, at } = credential;
  await db.query({ name: "insert_credential", text, values: [userId, passwordHash, at] });
}
