// What a batch leaves in the trail: every operation its own rows, however much the state was coalesced (SY-04, AU-01).
import type { AuditAction, JournalId, RecordId } from "@holdfast/contract";
import type { AuditBatch, AuditContext, AuditOperation, ContextBook } from "../audit/index.js";
import type { JournalEntry } from "../engine/index.js";
import type { GroupEffect, SelectionEntry } from "./entry.js";

export interface AuditOfBatch {
  readonly contexts: readonly AuditContext[];
  readonly batch: AuditBatch;
}

export function batchAudit(journalId: JournalId, entries: readonly JournalEntry<SelectionEntry>[], book: ContextBook): AuditOfBatch {
  const contexts = new Map<string, AuditContext>();
  const operations: AuditOperation[] = [];
  const records: RecordId[] = [];
  const operationIndex: number[] = [];
  for (const entry of entries) {
    const context = book.of(entry.body.actor);
    if (context !== undefined) contexts.set(context.id, context);
    for (const effect of effectsOf(entry.body)) {
      const index = operations.push(auditOperation(journalId, entry, effect, context?.id)) - 1;
      for (const record of namedRecords(entry.body, effect)) {
        records.push(record);
        operationIndex.push(index);
      }
    }
  }
  return { contexts: [...contexts.values()], batch: { operations, records, operationIndex } };
}

/** An operation that changed nothing leaves no row; one that changed only the order of groups leaves one without a group. */
function effectsOf(body: SelectionEntry): readonly (GroupEffect | undefined)[] {
  if (body.effects.length > 0) return body.effects;
  return body.groups === undefined ? [] : [undefined];
}

/** Clearing a whole group is one row without a record; what it took out follows from the rows before. */
function namedRecords(body: SelectionEntry, effect: GroupEffect | undefined): readonly RecordId[] {
  if (effect === undefined || body.kind === "clear_all") return [];
  return [...(effect.added ?? []), ...(effect.removed ?? [])];
}

function auditOperation(
  journalId: JournalId,
  { position, body }: JournalEntry<SelectionEntry>,
  effect: GroupEffect | undefined,
  contextId: string | undefined,
): AuditOperation {
  const cleared = body.kind === "clear_all" ? { removed: effect?.removed?.length ?? 0 } : undefined;
  const metadata = cleared === undefined && body.facts === undefined ? undefined : { ...body.facts, ...cleared };
  return {
    at: body.at,
    actorId: body.actor.userId,
    userId: body.user,
    tenantId: body.actor.tenantId,
    action: body.kind as AuditAction,
    groupId: effect?.group,
    groupVersion: effect?.version,
    operationId: body.operation,
    journalId,
    position,
    contextId,
    metadata,
  };
}
