// Sets the password hash of an account, whatever it was before.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  insert into holdfast.credential (user_id, password_hash, changed_at)
  values ($1, $2, $3)
  on conflict (user_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at`;

export async function setPassword(
  db: Queryable,
  credential: { readonly userId: UserId; readonly passwordHash: string; readonly at: string },
): Promise<void> {
  const { userId, passwordHash, at } = credential;
  await db.query({ name: "set_password", text, values: [userId, passwordHash, at] });
}
