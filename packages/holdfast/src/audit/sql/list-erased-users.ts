// Whose erasure a month tells of: retention must not make it forgotten that their contexts are rightly gone.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  select distinct event.user_id as "userId"
  from holdfast.audit_event event
  where event.action = 'user_erased' and event.user_id is not null
    and event.at >= ($1::date)::timestamp at time zone 'UTC' and event.at < ($1::date + interval '1 month')::timestamp at time zone 'UTC'
  order by event.user_id`;

/** `month` is `2026-01`. */
export async function listErasedUsers(db: Queryable, { month }: { readonly month: string }): Promise<readonly UserId[]> {
  const rows = await db.query<{ userId: UserId }>({ name: "list_erased_users", text, values: [`${month}-01`] });
  return rows.map(({ userId }) => userId);
}
