// Puts records into groups; what is there already stays as it is. Answers how many rows came, by group.
import type { GroupId, RecordId, UserId, Version } from "@holdfast/contract";
import { arrayText, type Queryable } from "../../database/index.js";
import type { GroupEffect } from "../entry.js";
import type { GroupDelta } from "./delete-selections.js";

/** What all records that one operation adds to one group have in common. */
export interface Addition {
  readonly group: GroupId;
  readonly owner: UserId;
  readonly addedBy: UserId;
  readonly version: Version;
  readonly at: string;
  /** Whose note, state and metadata they take; absent: none. */
  readonly source: GroupEffect["source"];
}

export interface SelectionRows {
  readonly additions: readonly Addition[];
  /** `records[i]` belongs to `additions[additionIndex[i]]`. */
  readonly records: readonly RecordId[];
  readonly additionIndex: readonly number[];
}

/** In the order of the key, so that each page of its index and of the catalogue is visited once. */
export async function insertSelections(
  db: Queryable,
  { additions, records, additionIndex }: SelectionRows,
): Promise<readonly GroupDelta[]> {
  return db.query<GroupDelta>({
    name: "insert-selections",
    text: `
      with came as (
        insert into holdfast.selection (group_id, owner_id, record_id, added_by, version, origin, created_at, updated_at)
        select
          addition.group_id, addition.owner_id, joining.record_id, addition.added_by, addition.version, addition.version, addition.at,
          addition.at
        from unnest($6::uuid[], $7::integer[]) as joining (record_id, addition_index)
        join unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::timestamptz[]) with ordinality
          as addition (group_id, owner_id, added_by, version, at, place) on addition.place = joining.addition_index + 1
        order by addition.group_id, joining.record_id
        on conflict (group_id, record_id) do nothing
        returning group_id
      )
      select group_id, count(*) as rows from came group by group_id`,
    values: [
      arrayText(additions.map(({ group }) => group)),
      arrayText(additions.map(({ owner }) => owner)),
      arrayText(additions.map(({ addedBy }) => addedBy)),
      arrayText(additions.map(({ version }) => version)),
      arrayText(additions.map(({ at }) => at)),
      arrayText(records),
      arrayText(additionIndex),
    ],
  });
}
