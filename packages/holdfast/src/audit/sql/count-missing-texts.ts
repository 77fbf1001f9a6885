// Events whose text is gone: because the person was erased, or because somebody destroyed it.
import type { Queryable } from "../../database/index.js";
import type { MissingBeside } from "../verify/beside-check.js";

const text = `
  with person as materialized (
    select erasure.user_id from holdfast.audit_event erasure where erasure.action = 'user_erased' and erasure.user_id is not null
    union
    select unnest($1::uuid[])
  ),
  gone as (
    select
      event.at, event.id, event.action, event.position,
      coalesce(coalesce(event.user_id, event.actor_id) in (select person.user_id from person), false) as is_erased
    from holdfast.audit_event event
    where event.metadata ? 'textId'
      and not exists (select from holdfast.audit_text written where written.id = event.metadata ->> 'textId')
  )
  select
    count(*) filter (where is_erased) as erased,
    (select json_build_object('id', lost.id::text, 'action', lost.action, 'position', lost.position)
     from gone lost where not lost.is_erased order by lost.at, lost.id limit 1) as lost,
    (select lost.at from gone lost where not lost.is_erased order by lost.at, lost.id limit 1) as "lostAt"
  from gone`;

/** `erasedUsers`: those of whose erasure only a seal still tells. */
export async function countMissingTexts(db: Queryable, erasedUsers: readonly string[]): Promise<MissingBeside> {
  const [row] = await db.query<MissingBeside>({ name: "count_missing_texts", text, values: [erasedUsers] });
  return row ?? { erased: 0, lost: null, lostAt: null };
}
