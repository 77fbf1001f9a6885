// A user who has groups has a default one, also after somebody else has deleted it.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export async function ensureDefault(db: Queryable, { userId }: { readonly userId: UserId }): Promise<void> {
  await db.query({
    name: "ensure-default",
    text: `
      update holdfast.selection_group
      set is_default = true
      where id = (select id from holdfast.selection_group where owner_id = $1 order by place, id limit 1)
        and not exists (select from holdfast.selection_group where owner_id = $1 and is_default)`,
    values: [userId],
  });
}
