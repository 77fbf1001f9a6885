// Writes the secrets of the outbox that were sealed anew; the caller holds the rows.
import type { Queryable } from "../../../database/index.js";
import type { Resealed } from "./save-held-seals.js";

const text = `
  update holdfast.provider_revocation revocation
  set access_token = sealed.access_token, refresh_token = sealed.refresh_token, key_id = $1
  from unnest($2::uuid[], $3::bytea[], $4::bytea[]) as sealed (id, access_token, refresh_token)
  where revocation.id = sealed.id`;

export async function saveRevocationSeals(
  db: Queryable,
  keyId: string,
  rows: readonly Pick<Resealed, "id" | "accessToken" | "refreshToken">[],
): Promise<void> {
  const values = [
    keyId,
    rows.map(({ id }) => id),
    rows.map(({ accessToken }) => accessToken),
    rows.map(({ refreshToken }) => refreshToken),
  ];
  await db.query({ name: "save_revocation_seals", text, values });
}
