// Legal holds, newest first.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  select id, user_id as "userId", reason, rows_from as "rowsFrom", set_at as "setAt", set_by as "setBy", lifted_at as "liftedAt", lifted_by as "liftedBy"
  from holdfast.legal_hold
  where ($1 or lifted_at is null) and ($2::uuid is null or user_id is null or user_id = $2)
  order by set_at desc, id
  limit 1000`;

export interface LegalHold {
  readonly id: string;
  /** Null: everybody. */
  readonly userId: UserId | null;
  readonly reason: string;
  /** Covers rows from this time on; all when null. */
  readonly rowsFrom: string | null;
  readonly setAt: string;
  readonly setBy: UserId | null;
  readonly liftedAt: string | null;
  readonly liftedBy: UserId | null;
}

/** With `userId` only those that cover this user. */
export async function listLegalHolds(
  db: Queryable,
  { lifted, userId }: { readonly lifted: boolean; readonly userId?: UserId | undefined },
): Promise<readonly LegalHold[]> {
  return db.query<LegalHold>({ name: "list_legal_holds", text, values: [lifted, userId ?? null] });
}
