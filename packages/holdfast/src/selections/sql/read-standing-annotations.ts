// Which of the selections that an operation annotated still carry what it left there.
import type { RecordId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { StandingQuery } from "./read-standing-members.js";

export async function readStandingAnnotations(
  db: Queryable,
  { groupId, version, before, recordIds }: StandingQuery,
): Promise<readonly RecordId[]> {
  const rows = await db.query<{ record_id: RecordId }>({
    name: "read-standing-annotations",
    text: `
      select selection.record_id
      from holdfast.selection selection
      left join holdfast.former_selection former
        on former.owner_id = selection.owner_id and former.group_id = selection.group_id and former.version = $3
          and former.record_id = selection.record_id
      where selection.group_id = $1 and selection.record_id = any ($4::uuid[]) and selection.annotated = coalesce(former.annotated, $2)`,
    values: [groupId, version, before, recordIds],
  });
  return rows.map((row) => row.record_id);
}
