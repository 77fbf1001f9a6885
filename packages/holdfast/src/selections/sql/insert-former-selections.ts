// Keeps memberships that began and ended within one batch, as an undo may ask for them.
import type { GroupId, RecordId, UserId, Version } from "@holdfast/contract";
import { arrayText, type Queryable } from "../../database/index.js";

/** By column: the membership of `records[i]` in `groups[i]` began at `origins[i]` and ended at `versions[i]`, without a note. */
export interface FormerRows {
  readonly owners: readonly UserId[];
  readonly groups: readonly GroupId[];
  readonly records: readonly RecordId[];
  readonly versions: readonly Version[];
  readonly origins: readonly Version[];
  readonly at: string;
}

export async function insertFormerSelections(
  db: Queryable,
  { owners, groups, records, versions, origins, at }: FormerRows,
): Promise<void> {
  await db.query({
    name: "insert-former-selections",
    text: `
      insert into holdfast.former_selection (owner_id, group_id, version, record_id, origin, annotated, metadata, at)
      select owner_id, group_id, version, record_id, origin, 0, '{}', $6
      from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::bigint[]) as passing (owner_id, group_id, version, record_id, origin)
      on conflict do nothing`,
    values: [arrayText(owners), arrayText(groups), arrayText(versions), arrayText(records), arrayText(origins), at],
  });
}
