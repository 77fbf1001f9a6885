// Adds rows to the trail: one statement whatever their number, and what an operation's rows share is sent once.
import { arrayText, type Queryable } from "../../database/index.js";
import type { AuditBatch, AuditOperation } from "../audit-record.js";
import { insertAuditTexts } from "./insert-audit-texts.js";
import { textsBeside } from "../texts-beside.js";

const text = `
  insert into holdfast.audit_event
    (at, actor_id, user_id, tenant_id, action, group_id, group_version, record_id, token_id, operation_id, journal_id, position,
     context_id, metadata)
  select
    operation.at, operation.actor_id, operation.user_id, operation.tenant_id, operation.action, operation.group_id,
    operation.group_version, changed.record_id, operation.token_id, operation.operation_id, operation.journal_id,
    operation.position, operation.context_id, operation.metadata
  from unnest(
    $1::timestamptz[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::bigint[], $8::uuid[], $9::uuid[],
    $10::uuid[], $11::bigint[], $12::uuid[], $13::jsonb[]
  ) with ordinality as operation
    (at, actor_id, user_id, tenant_id, action, group_id, group_version, token_id, operation_id, journal_id, position, context_id,
     metadata, place)
  left join unnest($14::uuid[], $15::integer[]) as changed (record_id, operation_index)
    on changed.operation_index = operation.place - 1
  order by operation.place, changed.record_id`;

const column = (
  operations: readonly AuditOperation[],
  of: (operation: AuditOperation) => string | number | null | undefined,
): string => arrayText(operations.map(of));

/**
 * Adds the rows of a batch, in the order of its operations and of the ids of their records (AU-01), and what people wrote beside them (AU-06).
 * Nothing when there are no operations.
 */
export async function insertAuditEvents(db: Queryable, { operations, records, operationIndex }: AuditBatch): Promise<void> {
  if (operations.length === 0) return;
  const { texts, metadata } = textsBeside(operations);
  await insertAuditTexts(db, texts);
  await db.query({
    name: "insert_audit_events",
    text,
    values: [
      column(operations, ({ at }) => at),
      column(operations, ({ actorId }) => actorId),
      column(operations, ({ userId }) => userId),
      column(operations, ({ tenantId }) => tenantId),
      column(operations, ({ action }) => action),
      column(operations, ({ groupId }) => groupId),
      column(operations, ({ groupVersion }) => groupVersion),
      column(operations, ({ tokenId }) => tokenId),
      column(operations, ({ operationId }) => operationId),
      column(operations, ({ journalId }) => journalId),
      column(operations, ({ position }) => position),
      column(operations, ({ contextId }) => contextId),
      metadata,
      arrayText(records),
      arrayText(operationIndex),
    ],
  });
}
