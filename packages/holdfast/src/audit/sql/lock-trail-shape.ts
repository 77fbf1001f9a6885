// Keeps retention from removing a month while somebody reads by a snapshot: a dropped partition is gone from snapshots too.
import type { Queryable } from "../../database/index.js";

// Does not itself begin the snapshot, so what was removed before is known to be.
const text = `lock table holdfast.audit_event in access share mode`;

/** The first statement of the transaction. Writers are not held up. */
export async function lockTrailShape(db: Queryable): Promise<void> {
  await db.query({ name: "lock_trail_shape", text, values: [] });
}
