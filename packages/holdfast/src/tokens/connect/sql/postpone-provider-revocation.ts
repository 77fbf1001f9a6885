// Puts a revocation off to a later try; what was revoked already is forgotten.
import type { Queryable } from "../../../database/index.js";

const text = `
  update holdfast.provider_revocation
  set next_try_at = $2, refresh_token = case when $3 then null else refresh_token end
  where id = $1`;

export async function postponeProviderRevocation(
  db: Queryable,
  by: { readonly id: string; readonly until: string; readonly refreshTokenDone: boolean },
): Promise<void> {
  await db.query({ name: "postpone_provider_revocation", text, values: [by.id, by.until, by.refreshTokenDone] });
}
