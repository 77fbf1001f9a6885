// Takes records out of groups; answers how many rows went, by group.
import type { GroupId, RecordId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface GroupDelta {
  readonly group_id: GroupId;
  readonly rows: number;
}

export async function deleteSelections(
  db: Queryable,
  { groups, records }: { readonly groups: readonly GroupId[]; readonly records: readonly RecordId[] },
): Promise<readonly GroupDelta[]> {
  return db.query<GroupDelta>({
    name: "delete-selections",
    text: `
      with gone as (
        delete from holdfast.selection selection
        using unnest($1::uuid[], $2::uuid[]) as leaving (group_id, record_id)
        where selection.group_id = leaving.group_id and selection.record_id = leaving.record_id
        returning selection.group_id
      )
      select group_id, count(*) as rows from gone group by group_id`,
    values: [groups, records],
  });
}
