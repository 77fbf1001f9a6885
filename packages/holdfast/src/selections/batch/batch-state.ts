// What a batch does to the state, coalesced: one last image per group, and each record either leaves, joins, or both (SY-04).
import type { GroupId, RecordId, UserId, Version } from "@holdfast/contract";
import type { JournalEntry } from "../../engine/index.js";
import type { GroupEffect, SelectionEntry } from "../entry.js";
import type { AnnotationRows } from "../sql/annotate-selections.js";
import type { LeavingRows } from "../sql/delete-selections.js";
import type { FormerRows } from "../sql/insert-former-selections.js";
import type { SelectionRows } from "../sql/insert-selections.js";
import type { RevertRows } from "../sql/revert-annotations.js";
import type { GroupTouch } from "../sql/touch-groups.js";
import type { OwnedImage } from "../sql/upsert-groups.js";

/** One stage of a batch. Its parts are written in this order. */
export interface BatchState {
  readonly images: readonly OwnedImage[];
  readonly leaving: LeavingRows;
  /** Memberships that began and ended within the stage: the table of selections never sees them, an undo may ask for them. */
  readonly passing: FormerRows;
  readonly joining: SelectionRows;
  /** Those that join with a note, state and metadata from elsewhere. */
  readonly carrying: SelectionRows;
  readonly annotating: AnnotationRows;
  readonly reverting: RevertRows;
  /** The last version of each group; the counts follow from what the statements did. */
  readonly touches: readonly Omit<GroupTouch, "delta">[];
  readonly deleted: readonly GroupId[];
}

/** What becomes of one record in one group: whether it was taken out first, and which addition put it in last. */
interface Fate {
  addition: number | undefined;
  /** Its note comes from elsewhere, was set, or goes elsewhere: whatever takes it away comes after that is in the database. */
  settled: boolean;
  /** It was taken out in the stage already: the database does not have it any more. */
  left?: boolean | undefined;
}

type Mutable<Rows> = { -readonly [Key in keyof Rows]: Rows[Key] extends readonly (infer Item)[] ? Item[] : Rows[Key] };

/**
 * Most batches are one stage. A new one begins where an operation reads what operations before it wrote (a move, a copy, an undo, a
 * second annotation of a record, a group that comes back), and where it takes away what one before it reads (the source of a copy).
 */
export function batchStages(entries: readonly JournalEntry<SelectionEntry>[]): readonly BatchState[] {
  const stages = [new Stage()];
  for (const { body } of entries) {
    let stage = stages.at(-1) as Stage;
    if (!stage.accepts(body)) stages.push((stage = new Stage()));
    stage.take(body);
  }
  return stages;
}

class Stage implements BatchState {
  readonly #images = new Map<GroupId, OwnedImage>();
  readonly #touches = new Map<GroupId, Omit<GroupTouch, "delta">>();
  readonly #deleted = new Set<GroupId>();
  readonly #fates = new Map<GroupId, Map<RecordId, Fate>>();
  readonly leaving: Mutable<LeavingRows> = { owners: [], groups: [], records: [], versions: [], at: "" };
  readonly passing: Mutable<FormerRows> = { owners: [], groups: [], records: [], versions: [], origins: [], at: "" };
  readonly annotating: Mutable<AnnotationRows> = { annotations: [], records: [], annotationIndex: [] };
  readonly reverting: Mutable<RevertRows> = { reversions: [], records: [], reversionIndex: [] };
  readonly #additions: SelectionRows["additions"][number][] = [];
  #isEmpty = true;

  accepts({ effects, groups }: SelectionEntry): boolean {
    if (this.#isEmpty) return true;
    if (groups?.some(({ id }) => this.#deleted.has(id)) === true) return false;
    return effects.every((effect) => effect.source === undefined && !this.#disturbs(effect));
  }

  take(body: SelectionEntry): void {
    this.#isEmpty = false;
    for (const image of body.groups ?? []) this.#images.set(image.id, { owner: body.user, image, at: body.at });
    for (const id of body.deleted ?? []) this.#deleted.add(id);
    for (const effect of body.effects) this.#takeEffect(body, effect);
  }

  get images(): readonly OwnedImage[] {
    return [...this.#images.values()];
  }

  get touches(): BatchState["touches"] {
    return [...this.#touches.values()];
  }

  get deleted(): readonly GroupId[] {
    return [...this.#deleted];
  }

  get joining(): SelectionRows {
    return this.#rows((source) => source === undefined);
  }

  get carrying(): SelectionRows {
    return this.#rows((source) => source !== undefined);
  }

  #rows(wanted: (source: GroupEffect["source"]) => boolean): SelectionRows {
    const records: RecordId[] = [];
    const additionIndex: number[] = [];
    for (const fates of this.#fates.values()) {
      for (const [record, { addition }] of fates) {
        if (addition === undefined || !wanted(this.#additions[addition]?.source)) continue;
        records.push(record);
        additionIndex.push(addition);
      }
    }
    return { additions: this.#additions, records, additionIndex };
  }

  #disturbs({ group, removed = [], annotated = [], reverted = [] }: GroupEffect): boolean {
    const fates = this.#fates.get(group);
    if (fates === undefined) return false;
    const isSettled = (record: RecordId): boolean => fates.get(record)?.settled === true;
    return removed.some(isSettled) || annotated.some(isSettled) || reverted.some(isSettled);
  }

  #takeEffect(body: SelectionEntry, effect: GroupEffect): void {
    const { group, version, removed, added, annotated, reverted } = effect;
    this.#touches.set(group, { group, version, at: body.at });
    const fates = this.#fatesOf(group);
    for (const record of removed ?? []) this.#leave(fates, record, body.user, effect, body.at);
    if (added !== undefined) this.#join(fates, added, body, effect);
    if (annotated !== undefined) this.#annotate(fates, annotated, body, effect);
    if (reverted !== undefined) this.#revert(fates, reverted, body, effect);
  }

  #fatesOf(group: GroupId): Map<RecordId, Fate> {
    const fates = this.#fates.get(group) ?? new Map<RecordId, Fate>();
    this.#fates.set(group, fates);
    return fates;
  }

  /**
   * Of what joined in the stage the database keeps that it passed. Where it leaves for the first time it is taken out of the table in any
   * case: an operation that was refused before the stage may have left it there.
   */
  #leave(fates: Map<RecordId, Fate>, record: RecordId, owner: UserId, { group, version }: GroupEffect, at: string): void {
    const fate = fates.get(record);
    const addition = fate?.addition === undefined ? undefined : this.#additions[fate.addition];
    const tables = [...(fate?.left === true ? [] : [this.leaving]), ...(addition === undefined ? [] : [this.passing])];
    for (const rows of tables) {
      rows.owners.push(owner);
      rows.groups.push(group);
      rows.records.push(record);
      rows.versions.push(version);
      rows.at = at;
    }
    if (addition !== undefined) this.passing.origins.push(addition.version);
    fates.set(record, { addition: undefined, settled: false, left: true });
  }

  #join(
    fates: Map<RecordId, Fate>,
    added: readonly RecordId[],
    body: SelectionEntry,
    { group, version, source }: GroupEffect,
  ): void {
    const addition =
      this.#additions.push({ group, owner: body.user, addedBy: body.actor.userId, version, at: body.at, source }) - 1;
    for (const record of added) fates.set(record, { addition, settled: source !== undefined, left: fates.get(record)?.left });
    if (source === undefined || source.before !== undefined) return;
    // A copy reads the rows of its source as they are when the stage is written: they may not leave in it.
    const read = this.#fatesOf(source.group);
    for (const record of added) read.set(record, { ...keptOf(read.get(record)), settled: true });
  }

  #annotate(
    fates: Map<RecordId, Fate>,
    annotated: readonly RecordId[],
    body: SelectionEntry,
    { group, version, annotation }: GroupEffect,
  ): void {
    const index =
      this.annotating.annotations.push({ group, owner: body.user, version, at: body.at, annotation: annotation ?? {} }) - 1;
    this.#settle(fates, annotated, this.annotating.records, this.annotating.annotationIndex, index);
  }

  #revert(
    fates: Map<RecordId, Fate>,
    reverted: readonly RecordId[],
    body: SelectionEntry,
    { group, version, source }: GroupEffect,
  ): void {
    const before = source?.before ?? (0 as Version);
    const index = this.reverting.reversions.push({ group, owner: body.user, version, at: body.at, before }) - 1;
    this.#settle(fates, reverted, this.reverting.records, this.reverting.reversionIndex, index);
  }

  #settle(fates: Map<RecordId, Fate>, changed: readonly RecordId[], records: RecordId[], indexes: number[], index: number): void {
    for (const record of changed) {
      records.push(record);
      indexes.push(index);
      fates.set(record, { ...keptOf(fates.get(record)), settled: true });
    }
  }
}

const keptOf = (fate: Fate | undefined): Pick<Fate, "addition" | "left"> => ({ addition: fate?.addition, left: fate?.left });
