// A page of a group's history: one row for each version, newest first, with what it added and removed.
import type { GroupId, OperationId, TokenId, UserId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface GroupHistoryRow {
  readonly version: Version;
  readonly at: string;
  readonly action: string;
  readonly actorId: UserId | null;
  readonly operationId: OperationId | null;
  readonly sessionId: TokenId | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly added: number;
  readonly removed: number;
  readonly annotated: number;
}

export async function pageGroupHistory(
  db: Queryable,
  { groupId, before, limit }: { readonly groupId: GroupId; readonly before: Version | null; readonly limit: number },
): Promise<readonly GroupHistoryRow[]> {
  return db.query<GroupHistoryRow>({
    name: "page-group-history",
    text: `
      select
        page.group_version as version, event.at, event.action, event.actor_id as "actorId", event.operation_id as "operationId",
        context.session_id as "sessionId",
        coalesce(holdfast.audit_metadata(event.metadata, written.contents), '{}') - array['change', 'kept'] as details,
        counted.added, coalesce((event.metadata ->> 'removed')::integer, counted.removed) as removed, counted.annotated
      from (
        select distinct group_version
        from holdfast.audit_event
        where group_id = $1 and ($2::bigint is null or group_version < $2)
        order by group_version desc
        limit $3
      ) page
      cross join lateral (
        select at, action, actor_id, operation_id, context_id, metadata
        from holdfast.audit_event
        where group_id = $1 and group_version = page.group_version
        order by id
        limit 1
      ) event
      cross join lateral (
        select
          count(record_id) filter (where metadata ->> 'change' = 'added' or action in ('select', 'bulk_select')) as added,
          count(record_id) filter (where metadata ->> 'change' = 'removed' or action in ('deselect', 'bulk_deselect')) as removed,
          count(record_id) filter (where metadata ->> 'change' = 'annotated') as annotated
        from holdfast.audit_event
        where group_id = $1 and group_version = page.group_version
      ) counted
      left join holdfast.audit_context context on context.id = event.context_id
      left join holdfast.audit_text written on written.id = event.metadata ->> 'textId'
      order by page.group_version desc`,
    values: [groupId, before, limit],
  });
}
