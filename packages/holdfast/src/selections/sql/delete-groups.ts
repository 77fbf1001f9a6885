// Deletes groups; their selections go with them.
import type { GroupId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export async function deleteGroups(db: Queryable, { groups }: { readonly groups: readonly GroupId[] }): Promise<void> {
  await db.query({
    name: "delete-groups",
    text: `delete from holdfast.selection_group where id = any ($1::uuid[])`,
    values: [groups],
  });
}
