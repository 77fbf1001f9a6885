// Adds the contexts that the trail does not know yet; always in the order of their ids, so that two writers cannot deadlock.
import type { Queryable } from "../../database/index.js";
import type { AuditContext } from "../audit-context.js";

const text = `
  insert into holdfast.audit_context (id, user_id, session_id, address, user_agent, salt, at)
  select context.id, context.user_id, context.session_id, context.address, context.user_agent, context.salt, context.at
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::inet[], $5::text[], $6::bytea[], $7::timestamptz[]) as context
    (id, user_id, session_id, address, user_agent, salt, at)
  order by context.id
  on conflict (id) do nothing`;

/** Adds contexts; those that are there stay as they are. */
export async function insertAuditContexts(db: Queryable, contexts: readonly AuditContext[]): Promise<void> {
  if (contexts.length === 0) return;
  await db.query({
    name: "insert_audit_contexts",
    text,
    values: [
      contexts.map(({ id }) => id),
      contexts.map(({ userId }) => userId),
      contexts.map(({ sessionId }) => sessionId),
      contexts.map(({ address }) => address),
      contexts.map(({ userAgent }) => userAgent),
      contexts.map(({ salt }) => salt),
      contexts.map(({ at }) => at),
    ],
  });
}
