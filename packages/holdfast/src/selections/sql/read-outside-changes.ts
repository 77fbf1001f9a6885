// Groups that somebody else has changed in the tables.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export async function readOutsideChanges(db: Queryable, { limit }: { readonly limit: number }): Promise<readonly UserId[]> {
  const rows = await db.query<{ owner_id: UserId }>({
    name: "read-outside-changes",
    text: `select distinct owner_id from holdfast.outside_change order by owner_id limit $1`,
    values: [limit],
  });
  return rows.map((row) => row.owner_id);
}
