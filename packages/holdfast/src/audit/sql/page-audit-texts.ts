// All texts beside the trail, page by page, to see whether each is what was written.
import type { Queryable } from "../../database/index.js";
import type { AuditText } from "../audit-text.js";

const text = `
  select id, user_id as "userId", contents, salt, at
  from holdfast.audit_text
  where id > $1
  order by id
  limit $2`;

export async function pageAuditTexts(
  db: Queryable,
  page: { readonly after: string; readonly limit: number },
): Promise<readonly AuditText[]> {
  return db.query<AuditText>({ name: "page_audit_texts", text, values: [page.after, page.limit] });
}
