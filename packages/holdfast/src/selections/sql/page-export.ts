// Some rows of a group, in the order of titles and ids, with what was set beside them.
import type { ExportedItem, GroupId, RecordId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export async function pageExport(
  db: Queryable,
  { groupId, recordIds }: { readonly groupId: GroupId; readonly recordIds: readonly RecordId[] },
): Promise<readonly ExportedItem[]> {
  return db.query<ExportedItem>({
    name: "page-export",
    text: `
      select
        record.id as "recordId", coalesce(record.title, '') as title, record.reference, record.family, record.type, record.year,
        record.status, selection.note, selection.state, selection.metadata, selection.added_by as "addedBy",
        selection.created_at as "addedAt", selection.updated_at as "updatedAt", record.withdrawn_at as "withdrawnAt"
      from holdfast.selection selection
      join holdfast.catalogue record on record.id = selection.record_id
      where selection.group_id = $1 and selection.record_id = any ($2::uuid[])
      order by lower(left(coalesce(record.title, ''), 120)) collate "C", record.id`,
    values: [groupId, recordIds],
  });
}
