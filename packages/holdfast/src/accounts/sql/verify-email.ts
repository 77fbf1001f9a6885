// Notes that somebody reads an address, as long as it is still the account's.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  update holdfast.app_user
  set email_verified_at = coalesce(email_verified_at, $3)
  where id = $1 and email_key = lower($2)
  returning email_verified_at = $3 as "isNew"`;

/** `new`, `known` when it was verified before, undefined when the account has another address or is gone. */
export async function verifyEmailOf(
  db: Queryable,
  by: { readonly userId: UserId; readonly email: string; readonly at: string },
): Promise<"new" | "known" | undefined> {
  const [row] = await db.query<{ isNew: boolean }>({ name: "verify_email", text, values: [by.userId, by.email, by.at] });
  return row === undefined ? undefined : row.isNew ? "new" : "known";
}
