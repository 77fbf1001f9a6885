// Writes down that a provider is about to be called, before it is.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  insert into holdfast.refresh_intent as intent
    (token_id, generation, lease_id, lease_until, lost, unanswered, failures, wait_until)
  values ($1, $2, $3, clock_timestamp() + $4 * interval '1 millisecond', $5, $6, $7, clock_timestamp())
  on conflict (token_id) do update
  set generation = excluded.generation, lease_id = excluded.lease_id, lease_until = excluded.lease_until, finished_by = null,
    lost = excluded.lost, unanswered = excluded.unanswered, failures = excluded.failures, wait_until = excluded.wait_until`;

export interface NewLease {
  readonly tokenId: TokenId;
  readonly generation: number;
  readonly leaseId: string;
  /** Milliseconds. */
  readonly length: number;
  readonly lost: number;
  readonly unanswered: boolean;
  readonly failures: number;
}

export async function takeRefreshLease(db: Queryable, lease: NewLease): Promise<void> {
  const { tokenId, generation, leaseId, length, lost, unanswered, failures } = lease;
  const values = [tokenId, generation, leaseId, length, lost, unanswered, failures];
  await db.query({ name: "take_refresh_lease", text, values });
}
