// One page of the catalogue with its exact total: counts, then finds the page's ids in order, then reads those rows alone.
import type { CatalogueRecord, RecordId, RecordPage, RecordPageRequest } from "@holdfast/contract";
import type { Queryable } from "../database/index.js";
import { conditionOf, type Within } from "./condition-of.js";
import { type PageSlice, pageSlices } from "./page-slice.js";
import { countRecords } from "./sql/count-records.js";
import { getRecords } from "./sql/get-records.js";
import { pageRecordIds } from "./sql/page-record-ids.js";
import { planWithValues } from "./sql/plan-with-values.js";

/** The records of these ids, in their order; unknown ones are left out. */
export async function recordsInOrder(db: Queryable, ids: readonly RecordId[]): Promise<readonly CatalogueRecord[]> {
  if (ids.length === 0) return [];
  const found = new Map((await getRecords(db, { ids })).map((record) => [record.id, record]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

export async function searchRecords(db: Queryable, page: RecordPageRequest, within?: Within): Promise<RecordPage> {
  const { filter, sort, offset } = page;
  const condition = conditionOf(filter, within);
  await planWithValues(db);
  const count = await countRecords(db, { condition, sort });
  const idsOfSlice = async ({ reversed, ...slice }: PageSlice): Promise<readonly RecordId[]> => {
    const found = await pageRecordIds(db, { condition, sort, ...slice });
    return reversed ? found.toReversed() : found;
  };
  const ids: RecordId[] = [];
  for (const slice of pageSlices(page, count)) ids.push(...(await idsOfSlice(slice)));
  return { total: count.total, offset, items: [...(await recordsInOrder(db, ids))] };
}
