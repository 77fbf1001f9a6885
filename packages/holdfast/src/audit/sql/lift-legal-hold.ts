// Ends a legal hold; the row stays.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  update holdfast.legal_hold set lifted_at = $2, lifted_by = $3
  where id = $1 and lifted_at is null
  returning user_id as "userId"`;

/** Undefined when there is no such hold, or it was lifted before. */
export async function liftLegalHold(
  db: Queryable,
  by: { readonly id: string; readonly at: string; readonly by: UserId | null },
): Promise<{ readonly userId: UserId | null } | undefined> {
  const [row] = await db.query<{ userId: UserId | null }>({ name: "lift_legal_hold", text, values: [by.id, by.at, by.by] });
  return row;
}
