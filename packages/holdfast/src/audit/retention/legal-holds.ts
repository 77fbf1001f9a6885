// While a legal hold is set, retention removes no month that it covers and nobody whom it covers is erased (AU-05).
import type { UserId } from "@holdfast/contract";
import type { Database } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import type { AuditActor } from "../audit-record.js";
import { AuditRecorder } from "../audit-recorder.js";
import { insertLegalHold } from "../sql/insert-legal-hold.js";
import { liftLegalHold } from "../sql/lift-legal-hold.js";
import { type LegalHold, listLegalHolds } from "../sql/list-legal-holds.js";

export interface LegalHoldRequest {
  /** Everybody when absent. */
  readonly userId?: UserId;
  /** 1 to 2,000 characters. */
  readonly reason: string;
  /** Covers rows from this time on; all when absent. */
  readonly from?: string;
}

export interface LegalHolds {
  set(actor: AuditActor, request: LegalHoldRequest): Promise<LegalHold>;
  /** False when there is no such hold, or it was lifted before. */
  lift(actor: AuditActor, id: string): Promise<boolean>;
  list(options?: { readonly lifted?: boolean; readonly userId?: UserId }): Promise<readonly LegalHold[]>;
}

export function createLegalHolds({
  database,
  clock,
}: {
  readonly database: Pick<Database, "asSystem">;
  readonly clock: Clock;
}): LegalHolds {
  const recorder = new AuditRecorder(clock);
  return {
    set: (actor, { userId, reason, from }) =>
      database.asSystem(async (db) => {
        const covered = { userId: userId ?? null, rowsFrom: from ?? null };
        const hold = { id: clock.uuid(), ...covered, reason, setAt: clock.timestamp(), setBy: actor.userId };
        await insertLegalHold(db, hold);
        const metadata = { hold: hold.id, reason, from: covered.rowsFrom };
        await recorder.record(db, actor, { action: "legal_hold_set", userId: covered.userId, metadata });
        return { ...hold, liftedAt: null, liftedBy: null };
      }),
    lift: (actor, id) =>
      database.asSystem(async (db) => {
        const lifted = await liftLegalHold(db, { id, at: clock.timestamp(), by: actor.userId });
        if (lifted !== undefined)
          await recorder.record(db, actor, { action: "legal_hold_lifted", userId: lifted.userId, metadata: { hold: id } });
        return lifted !== undefined;
      }),
    list: ({ lifted = false, userId } = {}) => database.asSystem((db) => listLegalHolds(db, { lifted, userId })),
  };
}
