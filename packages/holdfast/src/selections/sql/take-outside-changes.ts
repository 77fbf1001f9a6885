// Takes a user's notes of outside changes and puts counts, versions and the default group right; answers the groups that are left.
import type { GroupId, UserId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface CorrectedGroup {
  readonly id: GroupId;
  readonly version: Version;
}

export async function takeOutsideChanges(
  db: Queryable,
  { userId, at }: { readonly userId: UserId; readonly at: string },
): Promise<readonly CorrectedGroup[]> {
  return db.query<CorrectedGroup>({
    name: "take-outside-changes",
    text: `
      with noted as (
        delete from holdfast.outside_change where owner_id = $1 returning group_id
      )
      update holdfast.selection_group owned
      set
        version = owned.version + 1,
        count = (select count(*) from holdfast.selection selection where selection.group_id = owned.id),
        updated_at = $2
      from noted
      where owned.id = noted.group_id
      returning owned.id, owned.version`,
    values: [userId, at],
  });
}
