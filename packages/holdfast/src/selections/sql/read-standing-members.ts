// Which of the records that an operation put into a group are still there by that operation, and did not leave and come again.
import type { GroupId, RecordId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface StandingQuery {
  readonly groupId: GroupId;
  /** Of the operation. */
  readonly version: Version;
  /** What the operation brought back goes on as it was before this version; null when it brought nothing back. */
  readonly before: Version | null;
  readonly recordIds: readonly RecordId[];
}

export async function readStandingMembers(
  db: Queryable,
  { groupId, version, before, recordIds }: StandingQuery,
): Promise<readonly RecordId[]> {
  const rows = await db.query<{ record_id: RecordId }>({
    name: "read-standing-members",
    text: `
      select selection.record_id
      from holdfast.selection selection
      left join holdfast.former_selection former
        on former.owner_id = selection.owner_id and former.group_id = selection.group_id and former.version = $3
          and former.record_id = selection.record_id
      where selection.group_id = $1 and selection.record_id = any ($4::uuid[]) and selection.origin = coalesce(former.origin, $2)`,
    values: [groupId, version, before, recordIds],
  });
  return rows.map((row) => row.record_id);
}
