// Makes the lanes that the database does not know yet. They begin where the lane that is furthest behind stands: what a new lane is
// given lies behind every older lane's position.
import type { JournalId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export async function openLanes(
  db: Queryable,
  { journalId, lanes, at }: { readonly journalId: JournalId; readonly lanes: readonly number[]; readonly at: string },
): Promise<void> {
  await db.query({
    name: "open-lanes",
    text: `
      insert into holdfast.journal_lane (journal_id, lane, position, updated_at)
      select $1, lane, coalesce((select min(known.position) from holdfast.journal_lane known where known.journal_id = $1), 0), $3
      from unnest($2::integer[]) as lane
      on conflict (journal_id, lane) do nothing`,
    values: [journalId, lanes, at],
  });
}
