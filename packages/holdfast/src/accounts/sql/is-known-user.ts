// Whether the users table, ours or the application's, has a user.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `select exists (select from holdfast.known_user where id = $1) as known`;

export async function isKnownUser(db: Queryable, by: { readonly userId: UserId }): Promise<boolean> {
  const [row] = await db.query<{ known: boolean }>({ name: "is_known_user", text, values: [by.userId] });
  return row?.known === true;
}
