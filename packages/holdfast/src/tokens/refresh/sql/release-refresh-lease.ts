// Gives a lease back after a call that failed, with the time before which nobody tries again.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  update holdfast.refresh_intent
  set lease_id = null, failures = failures + 1, unanswered = unanswered or $4,
    wait_until = clock_timestamp() + $5 * interval '1 millisecond'
  where token_id = $1 and generation = $2 and lease_id = $3
  returning failures`;

export interface Release {
  readonly tokenId: TokenId;
  readonly generation: number;
  readonly leaseId: string;
  readonly unanswered: boolean;
  /** Milliseconds. */
  readonly wait: number;
}

/** False when the lease was somebody else's by then. */
export async function releaseRefreshLease(db: Queryable, release: Release): Promise<boolean> {
  const { tokenId, generation, leaseId, unanswered, wait } = release;
  const values = [tokenId, generation, leaseId, unanswered, wait];
  const rows = await db.query({ name: "release_refresh_lease", text, values });
  return rows.length > 0;
}
