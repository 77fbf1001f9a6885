// Writes secrets that were sealed anew. What they say has not changed, so the generation stays; a row that moved on is left alone.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  update holdfast.held_token token
  set access_token = sealed.access_token, refresh_token = sealed.refresh_token, key_id = $1
  from unnest($2::uuid[], $3::bigint[], $4::bytea[], $5::bytea[]) as sealed (id, generation, access_token, refresh_token)
  where token.id = sealed.id and token.generation = sealed.generation
  returning token.id`;

export interface Resealed {
  readonly id: string;
  readonly generation: number;
  readonly accessToken: Buffer | null;
  readonly refreshToken: Buffer | null;
}

export async function saveHeldSeals(db: Queryable, keyId: string, rows: readonly Resealed[]): Promise<readonly TokenId[]> {
  const values = [
    keyId,
    rows.map(({ id }) => id),
    rows.map(({ generation }) => generation),
    rows.map(({ accessToken }) => accessToken),
    rows.map(({ refreshToken }) => refreshToken),
  ];
  const saved = await db.query<{ readonly id: TokenId }>({ name: "save_held_seals", text, values });
  return saved.map(({ id }) => id);
}
