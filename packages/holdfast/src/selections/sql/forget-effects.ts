// Lets go of what operations did, once they are too old to be undone; a bounded number at a time. Their answers stay.
import type { Queryable } from "../../database/index.js";

/** Answers how many were forgotten. */
export async function forgetEffects(
  db: Queryable,
  { before, most }: { readonly before: string; readonly most: number },
): Promise<number> {
  const rows = await db.query<{ forgotten: number }>({
    name: "forget-effects",
    text: `
      with old as (
        select user_id, id from holdfast.operation where at < $1 and effects is not null order by at limit $2
      ), forgotten as (
        update holdfast.operation operation
        set effects = null
        from old
        where operation.user_id = old.user_id and operation.id = old.id
        returning operation.id
      )
      select count(*)::integer as forgotten from forgotten`,
    values: [before, most],
  });
  return rows[0]?.forgotten ?? 0;
}
