// Adds a seal, the rows it covers, and moves the head.
import type { Queryable } from "../../database/index.js";
import type { AuditSeal } from "../seal/audit-seal.js";

const text = `
  with seal as (
    insert into holdfast.audit_seal
      (chain, seq, kind, form, first_row, row_count, first_at, last_at, last_xact, last_id, root, keys_digest, previous, key_id,
       sealed_at, detail, hash, signature)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9::xid8, $10, $11, $12, $13, $14, $15, $16, $17, $18)
  ),
  listed as (
    insert into holdfast.audit_seal_row (chain, seq, ids, times, leaves)
    select $1, $2, $19::bigint[], $20::timestamptz[], $21::bytea where $21::bytea is not null
  )
  insert into holdfast.audit_head (chain, seq, hash) values ($1, $2, $17)
  on conflict (chain) do update set seq = excluded.seq, hash = excluded.hash`;

export interface SealedRows {
  readonly ids: string | null;
  readonly times: string | null;
  readonly leaves: Buffer | null;
}

export async function insertAuditSeal(db: Queryable, seal: AuditSeal, rows: SealedRows | undefined): Promise<void> {
  const { chain, seq, kind, form, firstRow, rowCount, firstAt, lastAt, lastXact, lastId, root, keysDigest, previous, keyId } =
    seal;
  const values = [
    chain,
    seq,
    kind,
    form,
    firstRow,
    rowCount,
    firstAt,
    lastAt,
    lastXact,
    lastId,
    root,
    keysDigest,
    previous,
    keyId,
  ];
  const rest = [
    seal.sealedAt,
    seal.detail,
    seal.hash,
    seal.signature,
    rows?.ids ?? null,
    rows?.times ?? null,
    rows?.leaves ?? null,
  ];
  await db.query({ name: "insert_audit_seal", text, values: [...values, ...rest] });
}
