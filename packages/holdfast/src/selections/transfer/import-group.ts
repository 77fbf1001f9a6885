// Brings a list of records into a group: in steps of a thousand lines, each an operation that a repeat does not do twice (SE-13).
import type {
  Actor,
  GroupId,
  GroupImportReport,
  GroupRef,
  ImportCounts,
  ImportedLine,
  ImportLineStatus,
  RecordId,
} from "@holdfast/contract";
import { deriveOperationId } from "../perform/derive-operation-id.js";
import type { GroupImportOptions } from "../interface.js";
import { performOperation } from "../perform/operator.js";
import { requireGroup } from "../plan/plan.js";
import type { SelectionRoom } from "../room.js";
import { findByReference } from "../sql/find-by-reference.js";
import type { GroupView } from "../view/user-view.js";
import { type ImportLine, importLines, type ImportSource } from "./import-line.js";

const linesPerStep = 1000;
const namedAtMost = 1000;
const countOf = {
  added: "added",
  already_there: "alreadyThere",
  unknown: "unknown",
  ambiguous: "ambiguous",
  duplicate: "duplicates",
  over_limit: "overLimit",
  malformed: "malformed",
} as const satisfies Record<ImportLineStatus, keyof ImportCounts>;

/** Throws not_found, invalid_request for a file that is no list, and what an operation throws: the steps before stay. */
export async function importIntoGroup(
  room: SelectionRoom,
  actor: Actor,
  ref: GroupRef,
  source: ImportSource,
  options: GroupImportOptions,
): Promise<GroupImportReport> {
  // The group's id now: another default meanwhile must not divide an import.
  const groupId = requireGroup(await room.viewOf(actor.userId), ref).image.id;
  const run = new ImportRun(room, actor, groupId, options);
  let step: ImportLine[] = [];
  for await (const line of importLines(source, options.format)) {
    step.push(line);
    if (step.length < linesPerStep) continue;
    await run.take(step);
    step = [];
  }
  if (step.length > 0) await run.take(step);
  return run.report();
}

/** A line of which the record is known, and can be selected. */
interface Found {
  readonly line: ImportLine;
  readonly recordId: RecordId;
}

class ImportRun {
  readonly #room: SelectionRoom;
  readonly #actor: Actor;
  readonly #groupId: GroupId;
  readonly #options: GroupImportOptions;
  readonly #counts = { lines: 0, added: 0, alreadyThere: 0, unknown: 0, ambiguous: 0, duplicates: 0, overLimit: 0, malformed: 0 };
  readonly #named: ImportedLine[] = [];
  readonly #seen = new Set<RecordId>();
  #steps = 0;
  /** Of a dry run: how many more fit. */
  #added = 0;

  constructor(room: SelectionRoom, actor: Actor, groupId: GroupId, options: GroupImportOptions) {
    this.#room = room;
    this.#actor = actor;
    this.#groupId = groupId;
    this.#options = options;
  }

  async take(lines: readonly ImportLine[]): Promise<void> {
    this.#options.signal?.throwIfAborted();
    const found = await this.#find(lines);
    if (this.#options.dryRun === true) await this.#rehearse(found);
    else await this.#perform(lines, found);
    this.#steps += 1;
    this.#counts.lines += lines.length;
    this.#options.onProgress?.({ ...this.#counts });
  }

  report(): GroupImportReport {
    const problems = this.#named.toSorted((a, b) => a.line - b.line);
    return { groupId: this.#groupId, dryRun: this.#options.dryRun === true, ...this.#counts, problems };
  }

  /** The lines whose record can be selected, each record once in the file; the others are reported. */
  async #find(lines: readonly ImportLine[]): Promise<readonly Found[]> {
    const { book, catalogue } = this.#room.options;
    const referred = await this.#lookUp(lines);
    const ids = lines.flatMap(({ recordId }) => recordId ?? []);
    const unsure = ids.filter((id) => !book.isSelectable(id));
    if (unsure.length > 0) book.confirm(await catalogue.existing(unsure));
    return lines.flatMap((line): Found[] => {
      const candidates = line.recordId === undefined ? (referred.get(line.reference ?? "") ?? []) : [line.recordId];
      const [recordId] = candidates;
      if (line.recordId === undefined && line.reference === undefined) this.#tell(line, "malformed");
      else if (candidates.length > 1) this.#tell(line, "ambiguous");
      else if (recordId === undefined || !book.isSelectable(recordId)) this.#tell(line, "unknown");
      else if (this.#seen.has(recordId)) this.#tell(line, "duplicate");
      else {
        this.#seen.add(recordId);
        return [{ line, recordId }];
      }
      return [];
    });
  }

  async #lookUp(lines: readonly ImportLine[]): Promise<ReadonlyMap<string, readonly RecordId[]>> {
    const references = [...new Set(lines.flatMap(({ reference }) => reference ?? []))];
    const byReference = new Map<string, RecordId[]>();
    if (references.length === 0) return byReference;
    const rows = await this.#room.options.database.asUser(
      this.#actor.userId,
      (db) => findByReference(db, { references }),
      "single reads",
    );
    for (const { id, reference } of rows) byReference.set(reference, [...(byReference.get(reference) ?? []), id]);
    this.#room.options.book.confirm(rows.map(({ id }) => id));
    return byReference;
  }

  async #rehearse(found: readonly Found[]): Promise<void> {
    const group = await this.#group();
    for (const { line, recordId } of found) {
      const isThere = this.#holds(group, recordId);
      const fits = group.records.size + this.#added < this.#room.options.limits.recordsPerGroup;
      this.#tell(line, isThere ? "already_there" : fits ? "added" : "over_limit");
      if (!isThere && fits) this.#added += 1;
    }
  }

  async #perform(lines: readonly ImportLine[], found: readonly Found[]): Promise<void> {
    if (found.length === 0) return;
    const { importId } = this.#options;
    const operationId = deriveOperationId(`import ${importId} ${this.#steps}`);
    const change = { kind: "bulk_select" as const, group: this.#groupId, recordIds: found.map(({ recordId }) => recordId) };
    const origin = JSON.stringify([this.#groupId, lines.map(({ value }) => value)]);
    const answer = await performOperation(this.#room, this.#actor, { operationId, change }, origin);
    const view = await this.#room.viewOf(this.#actor.userId);
    const added = new Set(view.effectOf(operationId, this.#groupId)?.added);
    // A repeat that memory no longer knows the effects of: as many were added as the first answer said.
    const isForgotten = added.size < answer.added;
    const group = view.groups.get(this.#groupId);
    for (const { line, recordId } of found) {
      const isThere = group !== undefined && this.#holds(group, recordId);
      const wasAdded = isForgotten ? isThere && answer.alreadyThere === 0 : added.has(recordId);
      this.#tell(line, wasAdded ? "added" : isThere || answer.overLimit === 0 ? "already_there" : "over_limit");
    }
  }

  async #group(): Promise<GroupView> {
    return requireGroup(await this.#room.viewOf(this.#actor.userId), this.#groupId);
  }

  #holds(group: GroupView, recordId: RecordId): boolean {
    const number = this.#room.options.book.find(recordId);
    return number !== undefined && group.records.has(number);
  }

  #tell({ line, value }: ImportLine, status: ImportLineStatus): void {
    this.#counts[countOf[status]] += 1;
    if (status !== "added" && this.#named.length < namedAtMost) this.#named.push({ line, value, status });
  }
}
