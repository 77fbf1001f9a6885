// Whether there is such a user, in our table or the application's.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export async function findUser(db: Queryable, { userId }: { readonly userId: UserId }): Promise<boolean> {
  const rows = await db.query({ name: "find-user", text: `select id from holdfast.known_user where id = $1`, values: [userId] });
  return rows.length > 0;
}
