// Removes a revocation that is done or given up.
import type { Queryable } from "../../../database/index.js";

const text = `
  delete from holdfast.provider_revocation
  where id = $1
  returning id`;

/** False when somebody else has removed it. */
export async function deleteProviderRevocation(db: Queryable, by: { readonly id: string }): Promise<boolean> {
  const rows = await db.query({ name: "delete_provider_revocation", text, values: [by.id] });
  return rows.length > 0;
}
