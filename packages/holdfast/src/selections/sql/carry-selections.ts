// Puts records into groups with the note, state and metadata that they have, or had, in a group. Answers how many rows came, by group.
import type { Queryable } from "../../database/index.js";
import type { GroupDelta } from "./delete-selections.js";
import type { SelectionRows } from "./insert-selections.js";

// The limits say nothing new: they keep the look-ups one by one through the primary key, whatever the planner believes of the tables.

/** Where the source is the group itself, the former membership goes on: its origin and its annotation count as before. */
export async function carrySelections(
  db: Queryable,
  { additions, records, additionIndex }: SelectionRows,
): Promise<readonly GroupDelta[]> {
  return db.query<GroupDelta>({
    name: "carry-selections",
    text: `
      with came as (
        insert into holdfast.selection
          (group_id, owner_id, record_id, added_by, note, state, metadata, version, origin, annotated, created_at, updated_at)
        select
          addition.group_id, addition.owner_id, joining.record_id, addition.added_by,
          coalesce(former.note, live.note), coalesce(former.state, live.state), coalesce(former.metadata, live.metadata, '{}'),
          addition.version,
          case when addition.source_id = addition.group_id then coalesce(former.origin, addition.version) else addition.version end,
          case when addition.source_id = addition.group_id then coalesce(former.annotated, 0) else addition.version end,
          addition.at, addition.at
        from unnest($8::uuid[], $9::integer[]) as joining (record_id, addition_index)
        join unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::timestamptz[], $6::uuid[], $7::bigint[]) with ordinality
          as addition (group_id, owner_id, added_by, version, at, source_id, before, place) on addition.place = joining.addition_index + 1
        left join lateral (
          select origin, annotated, note, state, metadata
          from holdfast.former_selection
          where owner_id = addition.owner_id and group_id = addition.source_id and version = addition.before
            and record_id = joining.record_id
          limit 1
        ) former on true
        left join lateral (
          select note, state, metadata
          from holdfast.selection
          where addition.before is null and group_id = addition.source_id and record_id = joining.record_id
          limit 1
        ) live on true
        on conflict (group_id, record_id) do nothing
        returning group_id
      )
      select group_id, count(*) as rows from came group by group_id`,
    values: [
      additions.map(({ group }) => group),
      additions.map(({ owner }) => owner),
      additions.map(({ addedBy }) => addedBy),
      additions.map(({ version }) => version),
      additions.map(({ at }) => at),
      additions.map(({ source }) => source?.group ?? null),
      additions.map(({ source }) => source?.before ?? null),
      records,
      additionIndex,
    ],
  });
}
