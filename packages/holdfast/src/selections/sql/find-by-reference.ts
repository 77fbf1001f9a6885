// Records that can be selected, by their short references; a reference may stand for several.
import type { RecordId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface ReferredRecord {
  readonly id: RecordId;
  readonly reference: string;
}

export async function findByReference(
  db: Queryable,
  { references }: { readonly references: readonly string[] },
): Promise<readonly ReferredRecord[]> {
  return db.query<ReferredRecord>({
    name: "find-by-reference",
    text: `select id, reference from holdfast.catalogue where reference = any ($1::text[]) and withdrawn_at is null`,
    values: [references],
  });
}
