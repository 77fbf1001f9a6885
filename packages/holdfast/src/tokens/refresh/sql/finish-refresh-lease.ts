// Notes under which lease a generation was ended; the same lease can then tell that its commit arrived.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  update holdfast.refresh_intent
  set lease_id = null, finished_by = $3
  where token_id = $1 and generation = $2 and lease_id = $3
  returning token_id`;

export interface LeaseOfToken {
  readonly tokenId: TokenId;
  readonly generation: number;
  readonly leaseId: string;
}

/** False when the lease was somebody else's by then. */
export async function finishRefreshLease(db: Queryable, { tokenId, generation, leaseId }: LeaseOfToken): Promise<boolean> {
  const rows = await db.query({ name: "finish_refresh_lease", text, values: [tokenId, generation, leaseId] });
  return rows.length > 0;
}
