// The operations of a user after a position, with what they did, for readers of the event stream who come back late.
import type { JournalId, OperationId, Position, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { StoredEffects } from "./insert-operations.js";

export interface LaterOperationRow {
  readonly id: OperationId;
  readonly position: Position;
  readonly at: string;
  /** Null when it changed nothing, or when that is too long ago to be kept. */
  readonly effects: StoredEffects | null;
}

/** Of the newest `limit` operations, with the last one before them if it is among those. */
export async function readOperationsAfter(
  db: Queryable,
  query: { readonly userId: UserId; readonly journalId: JournalId; readonly after: Position; readonly limit: number },
): Promise<readonly LaterOperationRow[]> {
  return db.query<LaterOperationRow>({
    name: "read-operations-after",
    text: `
      with newest as (
        select id, journal_id, position, at, effects
        from holdfast.operation
        where user_id = $1
        order by at desc
        limit $4
      )
      select id, position, at, effects
      from newest
      where
        journal_id = $2
        and position >= coalesce((select max(position) from newest where journal_id = $2 and position <= $3), 0)
      order by position`,
    values: [query.userId, query.journalId, query.after, query.limit],
  });
}
