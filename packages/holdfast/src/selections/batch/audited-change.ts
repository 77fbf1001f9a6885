// What the trail says of one operation: rows by group and by direction, so that a past state can be read from them (SE-14).
import type { GroupId, RecordId, Version } from "@holdfast/contract";
import type { Annotation, GroupEffect, SelectionEntry } from "../entry.js";

/** Rows with the same metadata: one for each record, or one without a record when there are none. */
export interface AuditedChange {
  readonly group: GroupId | undefined;
  readonly version: Version | undefined;
  readonly records: readonly RecordId[];
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
}

/** The trail cannot be erased, so it keeps the beginning of a long note only. */
const noteLetters = 200;

/** Of these the action alone tells whether a record joined or left. */
const plainKinds: ReadonlySet<string> = new Set(["select", "bulk_select", "deselect", "bulk_deselect"]);
/** Emptying or deleting a whole group is one row without a record; what it took out follows from the rows before. */
const wholeKinds: ReadonlySet<string> = new Set(["clear_all", "delete_group"]);

/** An operation that changed nothing leaves no row; one that changed only the order of groups leaves one without a group. */
export function auditedChanges(body: SelectionEntry): readonly AuditedChange[] {
  if (body.effects.length > 0) return body.effects.flatMap((effect) => changesOf(body, effect));
  return body.groups === undefined ? [] : [{ group: undefined, version: undefined, records: [], metadata: body.facts }];
}

function changesOf(body: SelectionEntry, effect: GroupEffect): readonly AuditedChange[] {
  const { group, version, added = [], removed = [] } = effect;
  const row = (records: readonly RecordId[], more?: Readonly<Record<string, unknown>>): AuditedChange => {
    const metadata = body.facts === undefined && more === undefined ? undefined : { ...body.facts, ...more };
    return { group, version, records, metadata };
  };
  if (wholeKinds.has(body.kind)) return [row([], { removed: removed.length })];
  if (plainKinds.has(body.kind)) return [row([...added, ...removed])];
  const annotated = [...(effect.annotated ?? []), ...(effect.reverted ?? [])];
  const rows = [
    ...(added.length === 0 ? [] : [row(added, { change: "added" })]),
    ...(removed.length === 0 ? [] : [row(removed, { change: "removed" })]),
    ...(annotated.length === 0 ? [] : [row(annotated, { change: "annotated", ...annotationFacts(effect.annotation) })]),
  ];
  return rows.length === 0 ? [row([])] : rows;
}

function annotationFacts({ note, state, metadata }: Annotation = {}): Readonly<Record<string, unknown>> {
  return {
    ...(note === undefined ? {} : { note: note === null ? null : note.slice(0, noteLetters), noteLength: note?.length ?? 0 }),
    ...(state === undefined ? {} : { state }),
    ...(metadata === undefined ? {} : { metadataKeys: Object.keys(metadata.values), metadataMode: metadata.mode }),
  };
}
