// Marks records as withdrawn and answers which: those that were withdrawn before keep their time and reason.
import type { RecordId } from "@holdfast/contract";
import { arrayText, type Queryable } from "../../database/index.js";

export interface Withdrawal {
  readonly ids: readonly RecordId[];
  readonly reason: string;
  readonly at: string;
}

export async function withdrawRecords(db: Queryable, { ids, reason, at }: Withdrawal): Promise<readonly RecordId[]> {
  const rows = await db.query<{ id: RecordId }>({
    name: "withdraw-records",
    text: `
      update holdfast.record
      set withdrawn_at = $3, withdrawn_reason = $2, updated_at = $3
      where id = any ($1::uuid[]) and withdrawn_at is null
      returning id`,
    values: [arrayText(ids), reason, at],
  });
  return rows.map(({ id }) => id);
}
