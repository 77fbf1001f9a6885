// Reads what is known of refreshes of a token. The row of the token is locked before, in a statement of its own: only then is this current.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  select
    lease_id as "leaseId", finished_by as "finishedBy", lost, unanswered, failures,
    greatest(0, extract(epoch from lease_until - clock_timestamp()) * 1000)::float8 as "leaseLeft",
    greatest(0, extract(epoch from wait_until - clock_timestamp()) * 1000)::float8 as "waitLeft"
  from holdfast.refresh_intent
  where token_id = $1 and generation = $2`;

export interface RefreshIntent {
  readonly leaseId: string | null;
  readonly finishedBy: string | null;
  /** Calls whose process disappeared. */
  readonly lost: number;
  /** A call ended without an answer. */
  readonly unanswered: boolean;
  readonly failures: number;
  /** Milliseconds that the lease still lasts. */
  readonly leaseLeft: number;
  /** Milliseconds until the next try. */
  readonly waitLeft: number;
}

export async function findRefreshIntent(
  db: Queryable,
  by: { readonly tokenId: TokenId; readonly generation: number },
): Promise<RefreshIntent | undefined> {
  const [row] = await db.query<RefreshIntent>({ name: "find_refresh_intent", text, values: [by.tokenId, by.generation] });
  return row;
}
