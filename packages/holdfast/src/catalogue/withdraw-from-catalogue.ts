// Withdraws records: they stay visible and can be deselected, and nobody can select them any more (SE-15).
import type { RecordId } from "@holdfast/contract";
import type { AuditActor, AuditRecorder } from "../audit/index.js";
import type { Queryable } from "../database/index.js";
import { requireOwnCatalogue } from "./own-catalogue.js";
import { getRecords } from "./sql/get-records.js";
import { withdrawRecords } from "./sql/withdraw-records.js";

export interface WithdrawalReport {
  readonly withdrawn: readonly RecordId[];
  /** Withdrawn before: their first time and reason stand. */
  readonly alreadyWithdrawn: readonly RecordId[];
  readonly unknown: readonly RecordId[];
}

export interface WithdrawalRequest {
  readonly ids: readonly RecordId[];
  readonly reason: string;
  readonly actor: AuditActor;
  readonly at: string;
}

export async function withdrawFromCatalogue(
  db: Queryable,
  audit: AuditRecorder,
  request: WithdrawalRequest,
): Promise<WithdrawalReport> {
  const { ids, reason, actor, at } = request;
  await requireOwnCatalogue(db, "Records cannot be withdrawn");
  const changed = new Set(await withdrawRecords(db, { ids, reason, at }));
  const known = new Set((await getRecords(db, { ids })).map(({ id }) => id));
  const asked = [...new Set(ids)];
  const withdrawn = asked.filter((id) => changed.has(id));
  const notes = withdrawn.map((recordId) => ({
    action: "record_withdrawn" as const,
    userId: null,
    recordId,
    metadata: { reason },
  }));
  await audit.record(db, actor, ...notes);
  return {
    withdrawn,
    alreadyWithdrawn: asked.filter((id) => known.has(id) && !changed.has(id)),
    unknown: asked.filter((id) => !known.has(id)),
  };
}
