// Whether an event is in one user's own trail, under row-level security.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { TrailPlace } from "../audit-cursor.js";

const text = `
  select id
  from holdfast.audit_trail
  where at = $1 and id = $2 and user_id = $3`;

export async function findOwnEvent(
  db: Queryable,
  { at, id, userId }: TrailPlace & { readonly userId: UserId },
): Promise<{ readonly id: number } | undefined> {
  const [row] = await db.query<{ id: number }>({ name: "find_own_event", text, values: [at, id, userId] });
  return row;
}
