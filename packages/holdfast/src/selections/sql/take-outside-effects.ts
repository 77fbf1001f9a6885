// Takes what outside changes did to single records: held against what is there now, so that what came and went again is no change.
import type { GroupId, RecordId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface OutsideEffect {
  readonly groupId: GroupId;
  readonly recordId: RecordId;
  readonly change: "added" | "removed" | "annotated";
  readonly by: string;
  readonly program: string;
}

/** Of these groups only: a change that commits meanwhile waits for its own turn. */
export async function takeOutsideEffects(
  db: Queryable,
  { userId, groupIds }: { readonly userId: UserId; readonly groupIds: readonly GroupId[] },
): Promise<readonly OutsideEffect[]> {
  return db.query<OutsideEffect>({
    name: "take-outside-effects",
    text: `
      with noted as (
        delete from holdfast.outside_effect where owner_id = $1 and group_id = any ($2::uuid[])
        returning group_id, record_id, was_there, changed_by, program
      ), compared as (
        select
          noted.group_id, noted.record_id, noted.was_there, noted.changed_by, noted.program,
          exists (
            select from holdfast.selection selection
            where selection.group_id = noted.group_id and selection.record_id = noted.record_id
          ) as is_there
        from noted
      )
      select
        group_id as "groupId", record_id as "recordId", changed_by as by, program,
        case when is_there and was_there then 'annotated' when is_there then 'added' else 'removed' end as change
      from compared
      where is_there or was_there
      order by group_id, record_id`,
    values: [userId, groupIds],
  });
}
