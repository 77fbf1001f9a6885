// How far the trail of a group reaches: its first and last versions, and the first that emptied the group as a whole.
import type { GroupId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface HistorySpan {
  readonly first: Version | null;
  readonly last: Version | null;
  readonly first_emptied: Version | null;
  /** The newest version at the time asked for. */
  readonly at_time: Version | null;
}

export async function readHistorySpan(
  db: Queryable,
  { groupId, at }: { readonly groupId: GroupId; readonly at: string | null },
): Promise<HistorySpan | undefined> {
  const rows = await db.query<HistorySpan>({
    name: "read-history-span",
    text: `
      select
        (select min(group_version) from holdfast.audit_event where group_id = $1) as first,
        (select max(group_version) from holdfast.audit_event where group_id = $1) as last,
        (
          select min(group_version) from holdfast.audit_event where group_id = $1 and action in ('clear_all', 'delete_group')
        ) as first_emptied,
        (select max(group_version) from holdfast.audit_event where group_id = $1 and at <= $2::timestamptz) as at_time`,
    values: [groupId, at],
  });
  return rows[0];
}
