// What a batch leaves in the trail: every operation its own rows, however much the state was coalesced (SY-04, AU-01).
import type { AuditAction, JournalId, RecordId } from "@holdfast/contract";
import type { AuditBatch, AuditContext, AuditOperation, ContextBook } from "../../audit/index.js";
import type { JournalEntry } from "../../engine/index.js";
import { type AuditedChange, auditedChanges } from "./audited-change.js";
import type { SelectionEntry } from "../entry.js";

export interface AuditOfBatch {
  readonly contexts: readonly AuditContext[];
  readonly batch: AuditBatch;
}

export function batchAudit(
  journalId: JournalId | null,
  entries: readonly JournalEntry<SelectionEntry>[],
  book: ContextBook,
): AuditOfBatch {
  const contexts = new Map<string, AuditContext>();
  const operations: AuditOperation[] = [];
  const records: RecordId[] = [];
  const operationIndex: number[] = [];
  for (const entry of entries) {
    const context = book.of(entry.body.actor);
    if (context !== undefined) contexts.set(context.id, context);
    for (const change of auditedChanges(entry.body)) {
      const index = operations.push(auditOperation(journalId, entry, change, context?.id)) - 1;
      for (const record of change.records) {
        records.push(record);
        operationIndex.push(index);
      }
    }
  }
  return { contexts: [...contexts.values()], batch: { operations, records, operationIndex } };
}

function auditOperation(
  journalId: JournalId | null,
  { position, body }: JournalEntry<SelectionEntry>,
  { group, version, metadata, text }: AuditedChange,
  contextId: string | undefined,
): AuditOperation {
  return {
    at: body.at,
    actorId: body.actor.userId,
    userId: body.user,
    tenantId: body.actor.tenantId,
    action: body.kind as AuditAction,
    groupId: group,
    groupVersion: version,
    operationId: body.operation,
    journalId,
    position: journalId === null ? null : position,
    contextId,
    metadata,
    text,
  };
}
