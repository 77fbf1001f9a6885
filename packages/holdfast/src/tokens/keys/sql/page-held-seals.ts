// Reads the next held tokens that have sealed secrets, locking none.
import type { Queryable } from "../../../database/index.js";

const text = `
  select id, generation, access_token as "accessToken", refresh_token as "refreshToken", key_id as "keyId"
  from holdfast.held_token
  where key_id is not null and id > $1
  order by id
  limit $2`;

export interface StoredSeals {
  readonly id: string;
  readonly generation: number;
  readonly accessToken: Buffer | null;
  readonly refreshToken: Buffer | null;
  readonly keyId: string;
}

export interface SealsPage {
  readonly after: string;
  readonly limit: number;
}

export async function pageHeldSeals(db: Queryable, { after, limit }: SealsPage): Promise<readonly StoredSeals[]> {
  return db.query<StoredSeals>({ name: "page_held_seals", text, values: [after, limit] });
}
