// Sees whether the sessions, addresses and agents beside the trail are what was written, or were erased with a reason.
import type { Queryable } from "../../database/index.js";
import { verifyContext } from "../audit-context.js";
import { countMissingContexts } from "../sql/count-missing-contexts.js";
import { pageAuditContexts } from "../sql/page-audit-contexts.js";
import { type AuditBreak, breakOfRow, breakOfSeal } from "./audit-break.js";

export interface ContextVerdict {
  readonly checked: number;
  /** Events whose context was destroyed when a person was erased. */
  readonly erased: number;
  readonly breaks: readonly AuditBreak[];
}

const pageSize = 1000;
const lowest = "00000000-0000-0000-0000-000000000000";

/** `erasedUsers`: those of whose erasure only a seal still tells, because retention removed the event. */
export async function checkContexts(
  db: Queryable,
  erasedUsers: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ContextVerdict> {
  const breaks: AuditBreak[] = [];
  let [checked, after, more] = [0, lowest, true];
  while (more) {
    signal?.throwIfAborted();
    const contexts = await pageAuditContexts(db, { after, limit: pageSize });
    for (const context of contexts) {
      if (!verifyContext(context))
        breaks.push(
          breakOfSeal("context_altered", null, `The context ${context.id} (session, address, agent) is not what was written.`),
        );
    }
    checked += contexts.length;
    after = contexts.at(-1)?.id ?? after;
    more = contexts.length === pageSize;
  }
  const { erased, lost, lostAt } = await countMissingContexts(db, { erasedUsers });
  if (lost !== null && lostAt !== null) {
    const row = { id: Number(lost.id), at: lostAt, action: lost.action, position: lost.position };
    breaks.push(
      breakOfRow(
        "context_missing",
        { seal: null, row: null },
        row,
        "Session, address and agent of this event are gone, and its person was not erased.",
      ),
    );
  }
  return { checked, erased, breaks };
}
