// Takes a person out of the database and leaves a trail that can be read and verified, about an id that nobody can name (AU-06).
import type { UserId } from "@holdfast/contract";
import type { Database } from "../database/index.js";
import type { Clock } from "../runtime/clock.js";
import type { AuditActor } from "./audit-record.js";
import { AuditRecorder } from "./audit-recorder.js";
import { type DeletedData, deleteUserData } from "./sql/delete-user-data.js";
import { type ErasedTraces, eraseAuditTraces } from "./sql/erase-audit-traces.js";
import { listLegalHolds } from "./sql/list-legal-holds.js";

export type Erasure =
  | ({ readonly status: "erased" } & ErasedTraces & DeletedData)
  /** A legal hold covers the user; nothing was changed. */
  | { readonly status: "held"; readonly holds: readonly { readonly id: string; readonly reason: string }[] };

export interface ErasureMeans {
  readonly database: Pick<Database, "asSystem">;
  readonly clock: Clock;
  /**
   * Empties memory: applies what waits in the journal, ends sessions and cached tokens, drops views. Called before, so that nothing
   * of the user is on its way, and after, so that nothing comes back. Its failure before stops the erasure.
   */
  readonly forget?: ((userId: UserId, actor: AuditActor) => Promise<unknown>) | undefined;
}

/** Can be repeated. `reason` stays in the trail, so it names no person. */
export async function eraseUser(
  { database, clock, forget }: ErasureMeans,
  actor: AuditActor,
  userId: UserId,
  reason: string,
): Promise<Erasure> {
  const holds = await database.asSystem((db) => listLegalHolds(db, { lifted: false, userId }));
  if (holds.length > 0) return { status: "held", holds: holds.map((hold) => ({ id: hold.id, reason: hold.reason })) };
  await forget?.(userId, actor);
  const erased = await database.asSystem(async (db): Promise<Erasure> => {
    await new AuditRecorder(clock).record(db, actor, { action: "user_erased", userId, metadata: { reason } });
    const traces = await eraseAuditTraces(db, { userId });
    return { status: "erased", ...traces, ...(await deleteUserData(db, { userId })) };
  });
  await forget?.(userId, actor);
  return erased;
}
