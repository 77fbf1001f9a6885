// Takes records out of groups and keeps what they held there; answers how many rows went, by group.
import type { GroupId, RecordId, UserId, Version } from "@holdfast/contract";
import { arrayText, type Queryable } from "../../database/index.js";

export interface GroupDelta {
  readonly group_id: GroupId;
  readonly rows: number;
}

/** By column: `records[i]` leaves `groups[i]` at its version `versions[i]`. */
export interface LeavingRows {
  readonly owners: readonly UserId[];
  readonly groups: readonly GroupId[];
  readonly records: readonly RecordId[];
  readonly versions: readonly Version[];
  readonly at: string;
}

export async function deleteSelections(
  db: Queryable,
  { owners, groups, records, versions, at }: LeavingRows,
): Promise<readonly GroupDelta[]> {
  return db.query<GroupDelta>({
    name: "delete-selections",
    text: `
      with gone as (
        delete from holdfast.selection selection
        using unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) as leaving (owner_id, group_id, record_id, version)
        where selection.group_id = leaving.group_id and selection.record_id = leaving.record_id
        returning leaving.owner_id, selection.group_id, leaving.version, selection.record_id, selection.origin, selection.annotated,
          selection.note, selection.state, selection.metadata
      ), kept as (
        insert into holdfast.former_selection (owner_id, group_id, version, record_id, origin, annotated, note, state, metadata, at)
        select owner_id, group_id, version, record_id, origin, annotated, note, state, metadata, $5
        from gone
        on conflict do nothing
      )
      select group_id, count(*) as rows from gone group by group_id`,
    values: [arrayText(owners), arrayText(groups), arrayText(records), arrayText(versions), at],
  });
}
