// Seals of a chain in their order, page by page.
import type { Queryable } from "../../database/index.js";
import type { AuditSeal } from "../seal/audit-seal.js";

const text = `
  select
    chain, seq, kind, form, first_row as "firstRow", row_count as "rowCount", first_at as "firstAt", last_at as "lastAt",
    last_xact::text as "lastXact", last_id as "lastId", root, keys_digest as "keysDigest", previous, key_id as "keyId",
    sealed_at as "sealedAt", detail, hash, signature
  from holdfast.audit_seal
  where chain = $1 and seq > $2
  order by seq
  limit $3`;

export async function pageAuditSeals(
  db: Queryable,
  page: { readonly chain: number; readonly after: number; readonly limit: number },
): Promise<readonly AuditSeal[]> {
  return db.query<AuditSeal>({ name: "page_audit_seals", text, values: [page.chain, page.after, page.limit] });
}
