// A user's groups with the ids of their records.
import type { GroupId, RecordId, UserId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface GroupRow {
  readonly id: GroupId;
  readonly name: string;
  readonly description: string | null;
  readonly is_default: boolean;
  readonly place: number;
  readonly version: Version;
  readonly created_at: string;
  readonly updated_at: string;
  readonly record_ids: readonly RecordId[];
}

export async function readGroups(db: Queryable, { userId }: { readonly userId: UserId }): Promise<readonly GroupRow[]> {
  return db.query<GroupRow>({
    name: "read-groups",
    text: `
      select
        owned.id, owned.name, owned.description, owned.is_default, owned.place, owned.version, owned.created_at, owned.updated_at,
        array(select selection.record_id from holdfast.selection selection where selection.group_id = owned.id) as record_ids
      from holdfast.selection_group owned
      where owned.owner_id = $1
      order by owned.place, owned.id`,
    values: [userId],
  });
}
