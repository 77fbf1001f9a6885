// Reads the next revocations in the outbox with their sealed secrets, locking none. They are written once, at the first generation.
import type { Queryable } from "../../../database/index.js";
import type { SealsPage, StoredSeals } from "./page-held-seals.js";

const text = `
  select id, 1 as generation, access_token as "accessToken", refresh_token as "refreshToken", key_id as "keyId"
  from holdfast.provider_revocation
  where id > $1
  order by id
  limit $2`;

export async function pageRevocationSeals(db: Queryable, { after, limit }: SealsPage): Promise<readonly StoredSeals[]> {
  return db.query<StoredSeals>({ name: "page_revocation_seals", text, values: [after, limit] });
}
