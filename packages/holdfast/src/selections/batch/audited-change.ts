// What the trail says of one operation: rows by group and by direction, so that a past state can be read from them (SE-14).
import type { GroupId, RecordId, Version } from "@holdfast/contract";
import type { WrittenText } from "../../audit/index.js";
import type { Annotation, GroupEffect, SelectionEntry } from "../entry.js";

/** Rows with the same metadata and text: one for each record, or one without a record when there are none. */
export interface AuditedChange {
  readonly group: GroupId | undefined;
  readonly version: Version | undefined;
  readonly records: readonly RecordId[];
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
  readonly text: WrittenText | undefined;
}

/** Of a long note, its beginning is enough to recognise it by. */
const noteLetters = 200;

/** Of these the action alone tells whether a record joined or left. */
const plainKinds: ReadonlySet<string> = new Set(["select", "bulk_select", "deselect", "bulk_deselect"]);
/** Emptying or deleting a whole group is one row without a record; what it took out follows from the rows before. */
const wholeKinds: ReadonlySet<string> = new Set(["clear_all", "delete_group"]);

/** The facts that hold a person's words; what else they hold are numbers, kinds and ids. */
const writtenFacts: Readonly<Record<string, readonly string[]>> = {
  create_group: ["name"],
  rename_group: ["from", "name"],
  describe_group: ["description"],
  delete_group: ["name"],
  combine_groups: ["name"],
};

interface Said {
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly text?: WrittenText | undefined;
}

/** An operation that changed nothing leaves no row; one that changed only the order of groups leaves one without a group. */
export function auditedChanges(body: SelectionEntry): readonly AuditedChange[] {
  const said = factsOf(body);
  if (body.effects.length > 0) return body.effects.flatMap((effect) => changesOf(body, said, effect));
  return body.groups === undefined ? [] : [{ group: undefined, version: undefined, records: [], ...both(said, {}) }];
}

function factsOf({ kind, facts }: SelectionEntry): Said {
  const written = writtenFacts[kind];
  if (written === undefined || facts === undefined) return { metadata: facts };
  const entries = Object.entries(facts);
  const metadata = Object.fromEntries(entries.filter(([key]) => !written.includes(key)));
  const text = Object.fromEntries(entries.filter(([key]) => written.includes(key))) as WrittenText;
  return { metadata, text };
}

function both(one: Said, other: Said): Pick<AuditedChange, "metadata" | "text"> {
  return { metadata: merged(one.metadata, other.metadata), text: merged(one.text, other.text) };
}

const merged = <Values extends object>(one: Values | undefined, other: Values | undefined): Values | undefined =>
  one === undefined || other === undefined ? (one ?? other) : { ...one, ...other };

function changesOf(body: SelectionEntry, said: Said, effect: GroupEffect): readonly AuditedChange[] {
  const { group, version, added = [], removed = [] } = effect;
  const row = (records: readonly RecordId[], metadata?: Said["metadata"], text?: WrittenText): AuditedChange => ({
    group,
    version,
    records,
    ...both(said, { metadata, text }),
  });
  if (wholeKinds.has(body.kind)) return [row([], { removed: removed.length })];
  if (plainKinds.has(body.kind)) return [row([...added, ...removed])];
  const annotated = [...(effect.annotated ?? []), ...(effect.reverted ?? [])];
  const rows = [
    ...(added.length === 0 ? [] : [row(added, { change: "added" })]),
    ...(removed.length === 0 ? [] : [row(removed, { change: "removed" })]),
    ...(annotated.length === 0 ? [] : [annotatedRow(row, annotated, effect.annotation)]),
  ];
  return rows.length === 0 ? [row([])] : rows;
}

function annotatedRow(
  row: (records: readonly RecordId[], metadata: Said["metadata"], text: WrittenText | undefined) => AuditedChange,
  records: readonly RecordId[],
  { note, state, metadata }: Annotation = {},
): AuditedChange {
  const facts = {
    change: "annotated",
    ...(note === undefined ? {} : { noteLength: note?.length ?? 0 }),
    ...(metadata === undefined ? {} : { metadataMode: metadata.mode }),
  };
  const text = {
    ...(note === undefined ? {} : { note: note === null ? null : beginningOf(note) }),
    ...(state === undefined ? {} : { state }),
    ...(metadata === undefined ? {} : { metadataKeys: Object.keys(metadata.values) }),
  };
  return row(records, facts, Object.keys(text).length === 0 ? undefined : text);
}

/** Without half of a surrogate pair at its end, which PostgreSQL would refuse. */
const beginningOf = (note: string): string => note.slice(0, noteLetters).replace(/\p{Cs}$/u, "");
