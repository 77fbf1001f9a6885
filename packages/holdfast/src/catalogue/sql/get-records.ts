// Reads records by their ids, in no particular order.
import type { CatalogueRecord, RecordId } from "@holdfast/contract";
import { arrayText, type Queryable } from "../../database/index.js";

export async function getRecords(
  db: Queryable,
  { ids }: { readonly ids: readonly RecordId[] },
): Promise<readonly CatalogueRecord[]> {
  return db.query<CatalogueRecord>({
    name: "get-records",
    text: `
      select id, coalesce(title, '') as title, reference, family, type, year, status, withdrawn_at as "withdrawnAt"
      from holdfast.catalogue
      where id = any ($1::uuid[])`,
    values: [arrayText(ids)],
  });
}
