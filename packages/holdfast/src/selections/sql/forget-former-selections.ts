// Lets go of what selections held before, once it is too old to be undone; a bounded number at a time.
import type { Queryable } from "../../database/index.js";

/** Answers how many were removed. */
export async function forgetFormerSelections(
  db: Queryable,
  { before, most }: { readonly before: string; readonly most: number },
): Promise<number> {
  const rows = await db.query<{ removed: number }>({
    name: "forget-former-selections",
    text: `
      with old as (
        select owner_id, group_id, version, record_id from holdfast.former_selection where at < $1 limit $2
      ), gone as (
        delete from holdfast.former_selection former
        using old
        where former.owner_id = old.owner_id and former.group_id = old.group_id and former.version = old.version
          and former.record_id = old.record_id
        returning former.record_id
      )
      select count(*)::integer as removed from gone`,
    values: [before, most],
  });
  return rows[0]?.removed ?? 0;
}
