// All ids that match and are not withdrawn, in no order: putting them in one takes longer than finding them. 16 bytes each, in one value.
import type { Queryable } from "../../database/index.js";
import { conditionValues, type RecordCondition } from "./record-condition.js";

export async function matchRecordSet(db: Queryable, { condition }: { readonly condition: RecordCondition }): Promise<Buffer> {
  const rows = await db.query<{ readonly ids: Buffer | null }>({
    name: "match-record-set",
    text: `
      select string_agg(uuid_send(id), ''::bytea) as ids
      from holdfast.catalogue
      where withdrawn_at is null
        and ($1::text is null or search @@ to_tsquery('simple', $1))
        and ($2::text[] is null or family = any ($2) or (family is null and '(none)' = any ($2)))
        and ($3::text[] is null or type = any ($3) or (type is null and '(none)' = any ($3)))
        and ($4::text[] is null or status = any ($4) or (status is null and '(none)' = any ($4)))
        and ($5::integer is null or year >= $5)
        and ($6::integer is null or year <= $6)
        and ($7::uuid[] is null or (id = any ($7)) = $8::boolean)`,
    values: conditionValues(condition),
  });
  return rows[0]?.ids ?? Buffer.alloc(0);
}
