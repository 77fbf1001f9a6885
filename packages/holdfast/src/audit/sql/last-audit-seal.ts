// The seal that the next one continues.
import type { Queryable } from "../../database/index.js";
import type { AuditSeal } from "../seal/audit-seal.js";

const text = `
  select
    chain, seq, kind, form, first_row as "firstRow", row_count as "rowCount", first_at as "firstAt", last_at as "lastAt",
    last_xact::text as "lastXact", last_id as "lastId", root, keys_digest as "keysDigest", previous, key_id as "keyId",
    sealed_at as "sealedAt", detail, hash, signature
  from holdfast.audit_seal
  where chain = $1
  order by seq desc
  limit 1`;

export async function lastAuditSeal(db: Queryable, { chain }: { readonly chain: number }): Promise<AuditSeal | undefined> {
  const [row] = await db.query<AuditSeal>({ name: "last_audit_seal", text, values: [chain] });
  return row;
}
