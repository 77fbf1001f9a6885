// The records of a group at a version: the last word on each since the group was last emptied as a whole.
import type { GroupId, RecordId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface GroupStateRow {
  /** From here on the group's history was read; 0: from its beginning. */
  readonly since: Version;
  /** How many of the versions after `since` the trail still has and can tell the records of. */
  readonly versions: number;
  readonly record_ids: readonly RecordId[];
}

export async function readGroupState(
  db: Queryable,
  { groupId, version }: { readonly groupId: GroupId; readonly version: Version },
): Promise<GroupStateRow | undefined> {
  const rows = await db.query<GroupStateRow>({
    name: "read-group-state",
    text: `
      with emptied as (
        select group_version, metadata
        from holdfast.audit_event
        where group_id = $1 and group_version <= $2 and action in ('clear_all', 'delete_group')
        order by group_version desc
        limit 1
      ), base as (
        select coalesce((select group_version from emptied), 0) as version
      ), kept as (
        select kept.id::uuid as record_id
        from emptied, jsonb_array_elements_text(coalesce(emptied.metadata -> 'kept', '[]')) as kept (id)
      ), event as (
        select
          event.group_version, event.record_id, event.action <> 'changed_outside' or coalesce(event.metadata ? 'by', false) as is_known,
          coalesce(
            event.metadata ->> 'change',
            case
              when event.action in ('select', 'bulk_select') then 'added'
              when event.action in ('deselect', 'bulk_deselect') then 'removed'
            end
          ) as change
        from holdfast.audit_event event
        where event.group_id = $1 and event.group_version > (select version from base) and event.group_version <= $2
      ), last as (
        select distinct on (record_id) record_id, change
        from event
        where record_id is not null and change in ('added', 'removed')
        order by record_id, group_version desc
      )
      select
        base.version as since,
        (select count(distinct group_version) from event where is_known) as versions,
        array(
          select record_id from last where change = 'added'
          union all
          select record_id from kept where record_id not in (select record_id from last)
        ) as record_ids
      from base`,
    values: [groupId, version],
  });
  return rows[0];
}
