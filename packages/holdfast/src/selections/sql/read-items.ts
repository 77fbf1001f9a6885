// A page of a group with what belongs to each selection, newest first; or one record of it.
import type { GroupId, RecordId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface ItemRow {
  readonly id: string;
  readonly note: string | null;
  readonly state: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly added_by: UserId | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly record_id: RecordId;
  readonly title: string;
  readonly reference: string | null;
  readonly family: string | null;
  readonly type: string | null;
  readonly year: number | null;
  readonly status: string | null;
  readonly withdrawn_at: string | null;
}

export interface ItemPage {
  readonly offset: number;
  readonly limit: number;
  readonly recordId?: RecordId | undefined;
}

export async function readItems(
  db: Queryable,
  { groupId, offset, limit, recordId }: ItemPage & { readonly groupId: GroupId },
): Promise<readonly ItemRow[]> {
  return db.query<ItemRow>({
    name: "read-items",
    text: `
      select
        selection.id, selection.note, selection.state, selection.metadata, selection.added_by, selection.created_at,
        selection.updated_at, record.id as record_id, record.title, record.reference, record.family, record.type, record.year,
        record.status, record.withdrawn_at
      from holdfast.selection selection
      join holdfast.catalogue record on record.id = selection.record_id
      where selection.group_id = $1
        and ($4::uuid is null or selection.record_id = $4)
      order by selection.created_at desc, selection.record_id
      offset $2
      limit $3`,
    values: [groupId, offset, limit, recordId ?? null],
  });
}
