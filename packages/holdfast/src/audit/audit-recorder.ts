// Writes single events into somebody else's transaction: what changed and what the trail says of it commit together (AU-01).
import type { RecordId } from "@holdfast/contract";
import type { Queryable } from "../database/index.js";
import type { Clock } from "../runtime/clock.js";
import type { AuditActor, AuditNote, AuditOperation } from "./audit-record.js";
import { ContextBook } from "./context-book.js";
import { insertAuditContexts } from "./sql/insert-audit-contexts.js";
import { insertAuditEvents } from "./sql/insert-audit-events.js";

export class AuditRecorder {
  readonly #clock: Pick<Clock, "timestamp">;
  readonly #contexts: ContextBook;

  constructor(clock: Pick<Clock, "timestamp">, contexts = new ContextBook(clock)) {
    this.#clock = clock;
    this.#contexts = contexts;
  }

  /** Adds the events, in this order, all at one time. As holdfast_app the events must be about the transaction's user. */
  async record(db: Queryable, actor: AuditActor, ...notes: readonly AuditNote[]): Promise<void> {
    if (notes.length === 0) return;
    const context = this.#contexts.of(actor);
    if (context !== undefined) await insertAuditContexts(db, [context]);
    const at = this.#clock.timestamp();
    const operations = notes.map(({ action, userId, tokenId, metadata, text }): AuditOperation => ({
      at,
      actorId: actor.userId,
      userId: userId === undefined ? actor.userId : userId,
      tenantId: actor.tenantId,
      action,
      tokenId,
      contextId: context?.id,
      metadata,
      text,
    }));
    const about = notes.flatMap(({ recordId }, index) => (recordId === undefined ? [] : [[recordId, index] as const]));
    const records: readonly RecordId[] = about.map(([recordId]) => recordId);
    await insertAuditEvents(db, { operations, records, operationIndex: about.map(([, index]) => index) });
  }
}
