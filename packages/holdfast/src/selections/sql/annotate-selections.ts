// Sets notes, states and metadata of selections, and keeps what they were before.
import type { GroupId, RecordId, UserId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { Annotation } from "../entry.js";

/** What one operation sets beside all of its records in one group. */
export interface AnnotationOfGroup {
  readonly group: GroupId;
  readonly owner: UserId;
  readonly version: Version;
  readonly at: string;
  readonly annotation: Annotation;
}

export interface AnnotationRows {
  readonly annotations: readonly AnnotationOfGroup[];
  /** `records[i]` is annotated by `annotations[annotationIndex[i]]`. No record twice. */
  readonly records: readonly RecordId[];
  readonly annotationIndex: readonly number[];
}

/** Metadata as two steps: which keys (or all of them) are taken out, and what is laid over the rest. */
function metadataSteps({ metadata }: Annotation): {
  readonly replace: boolean;
  readonly without: readonly string[];
  readonly over: object;
} {
  const entries = Object.entries(metadata?.values ?? {});
  if (metadata?.mode === "replace") return { replace: true, without: [], over: metadata.values };
  return {
    replace: false,
    without: entries.filter(([, value]) => value === null).map(([key]) => key),
    over: Object.fromEntries(entries.filter(([, value]) => value !== null)),
  };
}

// The limit keeps the look-ups one by one through the primary key, whatever the planner believes of the table.
export async function annotateSelections(
  db: Queryable,
  { annotations, records, annotationIndex }: AnnotationRows,
): Promise<void> {
  const steps = annotations.map(({ annotation }) => metadataSteps(annotation));
  await db.query({
    name: "annotate-selections",
    text: `
      with setting as materialized (
        select
          selection.group_id, selection.record_id, selection.origin, selection.annotated,
          selection.note, selection.state, selection.metadata,
          setting.owner_id, setting.version, setting.at, setting.sets_note, setting.note as new_note, setting.sets_state,
          setting.state as new_state, setting.replaces, setting.without, setting.over
        from unnest($12::uuid[], $13::integer[]) as annotated (record_id, annotation_index)
        join unnest(
          $1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::boolean[], $6::text[], $7::boolean[], $8::text[], $9::boolean[],
          $10::jsonb[], $11::jsonb[]
        ) with ordinality as setting
          (group_id, owner_id, version, at, sets_note, note, sets_state, state, replaces, without, over, place)
          on setting.place = annotated.annotation_index + 1
        cross join lateral (
          select group_id, record_id, origin, annotated, note, state, metadata
          from holdfast.selection
          where group_id = setting.group_id and record_id = annotated.record_id
          limit 1
        ) selection
      ), kept as (
        insert into holdfast.former_selection (owner_id, group_id, version, record_id, origin, annotated, note, state, metadata, at)
        select owner_id, group_id, version, record_id, origin, annotated, note, state, metadata, at
        from setting
        on conflict do nothing
      )
      update holdfast.selection selection
      set
        note = case when setting.sets_note then setting.new_note else setting.note end,
        state = case when setting.sets_state then setting.new_state else setting.state end,
        metadata = case
          when setting.replaces then setting.over
          else (setting.metadata - array(select jsonb_array_elements_text(setting.without))) || setting.over
        end,
        version = setting.version, annotated = setting.version, updated_at = setting.at
      from setting
      where selection.group_id = setting.group_id and selection.record_id = setting.record_id`,
    values: [
      annotations.map(({ group }) => group),
      annotations.map(({ owner }) => owner),
      annotations.map(({ version }) => version),
      annotations.map(({ at }) => at),
      annotations.map(({ annotation }) => annotation.note !== undefined),
      annotations.map(({ annotation }) => annotation.note ?? null),
      annotations.map(({ annotation }) => annotation.state !== undefined),
      annotations.map(({ annotation }) => annotation.state ?? null),
      steps.map(({ replace }) => replace),
      steps.map(({ without }) => JSON.stringify(without)),
      steps.map(({ over }) => JSON.stringify(over)),
      records,
      annotationIndex,
    ],
  });
}
