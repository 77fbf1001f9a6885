// Puts notes, states and metadata back to what they were before a version of the group, and keeps what they were until now.
import type { GroupId, RecordId, UserId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface ReversionOfGroup {
  readonly group: GroupId;
  readonly owner: UserId;
  readonly version: Version;
  readonly at: string;
  /** The version that is undone. */
  readonly before: Version;
}

export interface RevertRows {
  readonly reversions: readonly ReversionOfGroup[];
  /** `records[i]` is put back by `reversions[reversionIndex[i]]`. No record twice. */
  readonly records: readonly RecordId[];
  readonly reversionIndex: readonly number[];
}

// The limits keep the look-ups one by one through the primary keys, whatever the planner believes of the tables.
export async function revertAnnotations(db: Queryable, { reversions, records, reversionIndex }: RevertRows): Promise<void> {
  await db.query({
    name: "revert-annotations",
    text: `
      with reverting as materialized (
        select
          selection.group_id, selection.record_id, selection.origin, selection.annotated,
          selection.note, selection.state, selection.metadata,
          former.annotated as former_annotated, former.note as former_note, former.state as former_state,
          former.metadata as former_metadata, reversion.owner_id, reversion.version, reversion.at
        from unnest($6::uuid[], $7::integer[]) as reverted (record_id, reversion_index)
        join unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::bigint[]) with ordinality
          as reversion (group_id, owner_id, version, at, before, place) on reversion.place = reverted.reversion_index + 1
        cross join lateral (
          select annotated, note, state, metadata
          from holdfast.former_selection
          where owner_id = reversion.owner_id and group_id = reversion.group_id and version = reversion.before
            and record_id = reverted.record_id
          limit 1
        ) former
        cross join lateral (
          select group_id, record_id, origin, annotated, note, state, metadata
          from holdfast.selection
          where group_id = reversion.group_id and record_id = reverted.record_id
          limit 1
        ) selection
      ), kept as (
        insert into holdfast.former_selection (owner_id, group_id, version, record_id, origin, annotated, note, state, metadata, at)
        select owner_id, group_id, version, record_id, origin, annotated, note, state, metadata, at
        from reverting
        on conflict do nothing
      )
      update holdfast.selection selection
      set
        note = reverting.former_note, state = reverting.former_state, metadata = reverting.former_metadata,
        version = reverting.version, annotated = reverting.former_annotated, updated_at = reverting.at
      from reverting
      where selection.group_id = reverting.group_id and selection.record_id = reverting.record_id`,
    values: [
      reversions.map(({ group }) => group),
      reversions.map(({ owner }) => owner),
      reversions.map(({ version }) => version),
      reversions.map(({ at }) => at),
      reversions.map(({ before }) => before),
      records,
      reversionIndex,
    ],
  });
}
