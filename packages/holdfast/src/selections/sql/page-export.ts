// The next rows of a group after a place in the order of titles and ids.
import type { ExportedItem, GroupId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface ExportRow extends ExportedItem {
  /** What the rows are ordered by, before the id. */
  readonly key: string;
}

export async function pageExport(
  db: Queryable,
  { groupId, after, limit }: { readonly groupId: GroupId; readonly after: Pick<ExportRow, "key" | "recordId"> | undefined; readonly limit: number },
): Promise<readonly ExportRow[]> {
  return db.query<ExportRow>({
    name: "page-export",
    text: `
      select
        lower(left(coalesce(record.title, ''), 120)) collate "C" as key, record.id as "recordId", coalesce(record.title, '') as title,
        record.reference, record.family, record.type, record.year, record.status, selection.note, selection.state, selection.metadata,
        selection.added_by as "addedBy", selection.created_at as "addedAt", selection.updated_at as "updatedAt",
        record.withdrawn_at as "withdrawnAt"
      from holdfast.selection selection
      join holdfast.catalogue record on record.id = selection.record_id
      where selection.group_id = $1
        and ($2::text is null or (lower(left(coalesce(record.title, ''), 120)) collate "C", record.id) > ($2 collate "C", $3::uuid))
      order by key, record.id
      limit $4`,
    values: [groupId, after?.key ?? null, after?.recordId ?? null, limit],
  });
}
