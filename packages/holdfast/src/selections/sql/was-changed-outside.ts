// Whether somebody else's SQL changed what a user has selected since a time: such a change is no operation.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

/** `since` null: ever, as far as the trail reaches. */
export async function wasChangedOutside(
  db: Queryable,
  { userId, since }: { readonly userId: UserId; readonly since: string | null },
): Promise<boolean> {
  const rows = await db.query<{ changed: boolean }>({
    name: "was-changed-outside",
    text: `
      select exists (
        select from holdfast.audit_event
        where user_id = $1 and at >= coalesce($2::timestamptz, '-infinity') and action = 'changed_outside'
      ) as changed`,
    values: [userId, since],
  });
  return rows[0]?.changed === true;
}
