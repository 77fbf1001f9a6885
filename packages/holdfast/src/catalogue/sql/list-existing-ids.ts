// Which of these ids are records that can be selected: known and not withdrawn.
import type { RecordId } from "@holdfast/contract";
import { arrayText, type Queryable } from "../../database/index.js";

export async function listExistingIds(
  db: Queryable,
  { ids }: { readonly ids: readonly RecordId[] },
): Promise<readonly RecordId[]> {
  const rows = await db.query<{ ids: string | null }>({
    name: "list-existing-ids",
    text: `
      select string_agg(id::text, ',') as ids
      from holdfast.catalogue
      where id = any ($1::uuid[]) and withdrawn_at is null`,
    values: [arrayText(ids)],
  });
  const found = rows[0]?.ids ?? null;
  return found === null ? [] : (found.split(",") as RecordId[]);
}
