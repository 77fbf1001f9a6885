// Notes which rows of a source are copied, under which token.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  insert into holdfast.plaintext_import (source, row_key, state, token_id, generation, salt, digest, copied_at)
  select $1, row.key, 'copied', row.token_id, row.generation, row.salt, row.digest, $7
  from unnest($2::text[], $3::uuid[], $4::bigint[], $5::bytea[], $6::bytea[]) as row (key, token_id, generation, salt, digest)
  on conflict (source, row_key) do update set
    state = 'copied', token_id = excluded.token_id, generation = excluded.generation, salt = excluded.salt, digest = excluded.digest,
    copied_at = excluded.copied_at, verified_at = null, wiped_at = null`;

export interface Marker {
  readonly key: string;
  readonly tokenId: TokenId;
  readonly generation: number;
  readonly salt: Buffer;
  readonly digest: Buffer;
}

export async function saveImportMarkers(db: Queryable, source: string, markers: readonly Marker[], at: string): Promise<void> {
  const values = [
    source,
    markers.map(({ key }) => key),
    markers.map(({ tokenId }) => tokenId),
    markers.map(({ generation }) => generation),
    markers.map(({ salt }) => salt),
    markers.map(({ digest }) => digest),
    at,
  ];
  await db.query({ name: "save_import_markers", text, values });
}
