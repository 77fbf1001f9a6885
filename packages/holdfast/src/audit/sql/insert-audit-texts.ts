// Adds what people wrote, beside the rows of the trail that name it.
import type { Queryable } from "../../database/index.js";
import type { AuditText } from "../audit-text.js";

const text = `
  insert into holdfast.audit_text (id, user_id, contents, salt, at)
  select written.id, written.user_id, written.contents, written.salt, written.at
  from unnest($1::text[], $2::uuid[], $3::jsonb[], $4::bytea[], $5::timestamptz[]) as written (id, user_id, contents, salt, at)`;

export async function insertAuditTexts(db: Queryable, texts: readonly AuditText[]): Promise<void> {
  if (texts.length === 0) return;
  await db.query({
    name: "insert_audit_texts",
    text,
    values: [
      texts.map(({ id }) => id),
      texts.map(({ userId }) => userId),
      texts.map(({ contents }) => JSON.stringify(contents)),
      texts.map(({ salt }) => salt),
      texts.map(({ at }) => at),
    ],
  });
}
