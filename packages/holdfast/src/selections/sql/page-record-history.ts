// A page of what happened to a record in a user's groups, newest first. A group that was emptied as a whole names no records: it counts
// where the record was in it until then.
import type { GroupId, OperationId, RecordId, TokenId, UserId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface RecordHistoryRow {
  readonly id: number;
  readonly version: Version;
  readonly at: string;
  readonly action: string;
  readonly actorId: UserId | null;
  readonly operationId: OperationId | null;
  readonly sessionId: TokenId | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly groupId: GroupId;
  readonly change: "added" | "removed" | "annotated";
}

export interface RecordHistoryPage {
  readonly recordId: RecordId;
  readonly before: { readonly at: string; readonly id: number } | undefined;
  readonly limit: number;
}

export async function pageRecordHistory(
  db: Queryable,
  { recordId, before, limit }: RecordHistoryPage,
): Promise<readonly RecordHistoryRow[]> {
  return db.query<RecordHistoryRow>({
    name: "page-record-history",
    text: `
      with named as (
        select
          id, at, action, actor_id, operation_id, context_id, metadata, group_id, group_version,
          coalesce(
            metadata ->> 'change',
            case when action in ('select', 'bulk_select') then 'added' when action in ('deselect', 'bulk_deselect') then 'removed' end
          ) as change
        from holdfast.audit_event
        where record_id = $1 and group_id is not null
      ), emptying as (
        select
          event.id, event.at, event.action, event.actor_id, event.operation_id, event.context_id, event.metadata, event.group_id,
          event.group_version, 'removed' as change
        from holdfast.audit_event event
        cross join lateral (
          select named.group_version, named.change
          from named
          where named.group_id = event.group_id and named.group_version < event.group_version and named.change in ('added', 'removed')
          order by named.group_version desc
          limit 1
        ) last
        where event.group_id in (select group_id from named) and event.action in ('clear_all', 'delete_group')
          and last.change = 'added' and not coalesce(event.metadata -> 'kept' ? $1::text, false)
          and not exists (
            select from holdfast.audit_event earlier
            where earlier.group_id = event.group_id and earlier.action in ('clear_all', 'delete_group')
              and earlier.group_version > last.group_version and earlier.group_version < event.group_version
              and not coalesce(earlier.metadata -> 'kept' ? $1::text, false)
          )
      ), happened as (
        select id, at, action, actor_id, operation_id, context_id, metadata, group_id, group_version, change from named where change is not null
        union all
        select id, at, action, actor_id, operation_id, context_id, metadata, group_id, group_version, change from emptying
      )
      select
        happened.id, happened.group_version as version, happened.at, happened.action, happened.actor_id as "actorId",
        happened.operation_id as "operationId", context.session_id as "sessionId",
        coalesce(holdfast.audit_metadata(happened.metadata, written.contents), '{}') - array['change', 'kept'] as details, happened.group_id as "groupId", happened.change
      from happened
      left join holdfast.audit_context context on context.id = happened.context_id
      left join holdfast.audit_text written on written.id = happened.metadata ->> 'textId'
      where $2::timestamptz is null or (happened.at, happened.id) < ($2, $3::bigint)
      order by happened.at desc, happened.id desc
      limit $4`,
    values: [recordId, before?.at ?? null, before?.id ?? null, limit],
  });
}
