// All contexts, page by page, to see whether each is what it was.
import type { Queryable } from "../../database/index.js";
import type { AuditContext } from "../audit-context.js";

const text = `
  select id, user_id as "userId", session_id as "sessionId", host(address) as address, user_agent as "userAgent", salt, at
  from holdfast.audit_context
  where id > $1
  order by id
  limit $2`;

export async function pageAuditContexts(
  db: Queryable,
  page: { readonly after: string; readonly limit: number },
): Promise<readonly AuditContext[]> {
  return db.query<AuditContext>({ name: "page_audit_contexts", text, values: [page.after, page.limit] });
}
