// Raises the versions of groups and corrects their counts, in the transaction that changed their records.
import type { GroupId, Version } from "@holdfast/contract";
import { arrayText, type Queryable } from "../../database/index.js";

export interface GroupTouch {
  readonly group: GroupId;
  readonly version: Version;
  /** Rows that came less rows that went. */
  readonly delta: number;
  readonly at: string;
}

export async function touchGroups(db: Queryable, { touches }: { readonly touches: readonly GroupTouch[] }): Promise<void> {
  await db.query({
    name: "touch-groups",
    text: `
      update holdfast.selection_group owned
      set version = greatest(owned.version, touch.version), count = owned.count + touch.delta, updated_at = touch.at
      from unnest($1::uuid[], $2::bigint[], $3::integer[], $4::timestamptz[]) as touch (group_id, version, delta, at)
      where owned.id = touch.group_id`,
    values: [
      arrayText(touches.map(({ group }) => group)),
      arrayText(touches.map(({ version }) => version)),
      arrayText(touches.map(({ delta }) => delta)),
      arrayText(touches.map(({ at }) => at)),
    ],
  });
}
