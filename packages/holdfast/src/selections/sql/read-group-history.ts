// What happened to a group after a version, from the trail, in the order of its versions.
import type { AuditAction, GroupId, RecordId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface HistoryRow {
  readonly action: AuditAction;
  readonly group_version: Version;
  readonly record_id: RecordId | null;
  /** Null for a row without a record. */
  readonly change: "added" | "removed" | "annotated" | null;
  /** False for what emptied the group as a whole, and for an outside change of which only that it happened is known. */
  readonly names_records: boolean;
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
        ) as change,
        action not in ('clear_all', 'delete_group') and (action <> 'changed_outside' or coalesce(metadata ? 'by', false)) as names_records
      from holdfast.audit_event
      where group_id = $1 and group_version > $2
      order by group_version
      limit $3`,
    values: [groupId, after, limit],
  });
}
