// The records of a group that were added or annotated after a version.
import type { GroupId, RecordId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export async function readRecordsSince(
  db: Queryable,
  { groupId, version }: { readonly groupId: GroupId; readonly version: Version },
): Promise<readonly RecordId[]> {
  const rows = await db.query<{ record_id: RecordId }>({
    name: "read-records-since",
    text: `select record_id from holdfast.selection where group_id = $1 and version > $2`,
    values: [groupId, version],
  });
  return rows.map((row) => row.record_id);
}
