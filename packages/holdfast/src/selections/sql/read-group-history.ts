// What happened to a group after a version, from the trail, in the order of its versions.
import type { AuditAction, GroupId, RecordId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface HistoryRow {
  readonly action: AuditAction;
  readonly group_version: Version;
  readonly record_id: RecordId | null;
  /** Null for a row without a record. */
  readonly change: "added" | "removed" | "annotated" | null;
}

export async function readGroupHistory(
  db: Queryable,
  { groupId, after, limit }: { readonly groupId: GroupId; readonly after: Version; readonly limit: number },
): Promise<readonly HistoryRow[]> {
  return db.query<HistoryRow>({
    name: "read-group-history",
    text: `
      select
        action, group_version, record_id,
        coalesce(
          metadata ->> 'change',
          case when action in ('select', 'bulk_select') then 'added' when action in ('deselect', 'bulk_deselect') then 'removed' end
        ) as change
      from holdfast.audit_event
      where group_id = $1 and group_version > $2
      order by group_version
      limit $3`,
    values: [groupId, after, limit],
  });
}
