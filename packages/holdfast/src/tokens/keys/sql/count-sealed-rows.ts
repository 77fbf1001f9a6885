// How many rows need each key. Short codes count while they live: they cannot be sealed anew, and soon end.
import type { Queryable } from "../../../database/index.js";

const text = `
  select 'held_token' as "table", key_id as "keyId", count(*)::integer as rows
  from holdfast.held_token
  where key_id is not null
  group by key_id
  union all
  select 'provider_revocation', key_id, count(*)::integer
  from holdfast.provider_revocation
  group by key_id
  union all
  select 'issued_token', key_id, count(*)::integer
  from holdfast.issued_token
  where key_id is not null and consumed_at is null and revoked_at is null and expires_at > $1
  group by key_id
  order by 1, 2`;

export interface SealedRows {
  readonly table: "held_token" | "provider_revocation" | "issued_token";
  readonly keyId: string;
  readonly rows: number;
}

export async function countSealedRows(db: Queryable, by: { readonly now: string }): Promise<readonly SealedRows[]> {
  return db.query<SealedRows>({ name: "count_sealed_rows", text, values: [by.now] });
}
