// Plans the changes of what is selected: which records join, which leave, and what the caller is told about the others (SE-03).
import type { RecordId, Version } from "@holdfast/contract";
import type { GroupEffect, RecordedAnswer } from "../entry.js";
import type { GroupView } from "../view/user-view.js";
import type { Plan, PlanContext, Targets } from "./plan.js";

const namedAtMost = 100;

interface Sorted {
  readonly changed: readonly RecordId[];
  readonly unchanged: number;
  readonly unknown: readonly RecordId[];
  readonly overLimit: number;
  readonly kept: readonly RecordId[];
}

const none: RecordId[] = [];

/** A list of one, which nearly all are, has no room for more: it is kept until the database has the change, and longer. */
function append(list: RecordId[], id: RecordId): RecordId[] {
  if (list.length === 0) return [id];
  list.push(id);
  return list;
}

/** Tells repeats within one list; a list of one has none, nor has one that the catalogue gave. */
function repeatsOf({ ids, matched }: Targets): Set<RecordId> | undefined {
  return ids.length > 1 && matched === null ? new Set() : undefined;
}

/** Adds in the order asked for until the group is full; what does not fit is counted, never taken from the wrong end (SE-11). */
export function planSelect({ book, limits }: PlanContext, group: GroupView, targets: Targets): Plan {
  const room = limits.recordsPerGroup - group.records.size;
  let [changed, unknown] = [none, none];
  const seen = repeatsOf(targets);
  let unchanged = 0;
  let overLimit = 0;
  for (const id of targets.ids) {
    const number = book.find(id);
    if (seen?.has(id) === true || (number !== undefined && group.records.has(number))) unchanged += 1;
    else if (number === undefined || !book.isSelectableNumber(number)) unknown = append(unknown, id);
    else if (changed.length >= room) overLimit += 1;
    // The book's text of the id: the one that came with the request can be collected.
    else changed = append(changed, book.idOf(number));
    seen?.add(id);
  }
  return planFor(group, targets, "added", { changed, unchanged, unknown, overLimit, kept: none });
}

/** Removes what is there; what is not there is counted; what changed since the user looked stays (SE-08). */
export function planDeselect({ book, view }: PlanContext, group: GroupView, targets: Targets): Plan {
  const { changedSince, asOf } = targets;
  // What was changed while the database was asked was not seen either.
  const overtaking =
    changedSince === undefined || asOf === undefined ? undefined : view.touchedSince(asOf.sequence, group.image.id);
  let [changed, kept] = [none, none];
  const seen = repeatsOf(targets);
  let unchanged = 0;
  for (const id of targets.ids) {
    const number = book.find(id);
    if (number === undefined || !group.records.has(number) || seen?.has(id) === true) unchanged += 1;
    else if (changedSince?.has(id) === true || overtaking?.has(id) === true) kept = append(kept, id);
    else {
      changed = append(changed, book.idOf(number));
      seen?.add(id);
    }
  }
  return planFor(group, targets, "removed", { changed, unchanged, unknown: none, overLimit: 0, kept });
}

function planFor(group: GroupView, targets: Targets, direction: "added" | "removed", sorted: Sorted): Plan {
  const { changed, kept } = sorted;
  const version = (changed.length === 0 ? group.version : group.version + 1) as Version;
  const answer = answerFor(group, version, targets, direction, sorted);
  const effects = changed.length === 0 ? [] : [effectOf(group, version, direction, changed)];
  return kept.length === 0 ? { effects, answer } : { effects, facts: { kept }, answer };
}

function effectOf(
  { image }: GroupView,
  version: Version,
  direction: "added" | "removed",
  changed: readonly RecordId[],
): GroupEffect {
  return direction === "added" ? { group: image.id, version, added: changed } : { group: image.id, version, removed: changed };
}

type Building = { -readonly [Key in keyof RecordedAnswer]: RecordedAnswer[Key] };

/** What nearly all answers are; whole at once, as an object that grows takes half as much again. */
function startOf({ image, records }: GroupView, version: Version, requested: number, grown: number): Building {
  const [groupId, count] = [image.id, records.size + grown];
  if (grown === 0) return { groupId, version, count, requested };
  return grown > 0
    ? { groupId, version, count, requested, added: grown }
    : { groupId, version, count, requested, removed: -grown };
}

function answerFor(
  group: GroupView,
  version: Version,
  { ids, matched, excluded }: Targets,
  direction: "added" | "removed",
  { changed, unchanged, unknown, overLimit, kept }: Sorted,
): RecordedAnswer {
  const isAdded = direction === "added";
  const answer = startOf(group, version, ids.length, isAdded ? changed.length : -changed.length);
  if (unchanged > 0) answer[isAdded ? "alreadyThere" : "notThere"] = unchanged;
  if (unknown.length > 0) Object.assign(answer, { unknown: unknown.length, unknownRecords: unknown.slice(0, namedAtMost) });
  if (overLimit > 0) answer.overLimit = overLimit;
  if (matched !== null) Object.assign(answer, { matched, excluded });
  if (kept.length > 0) Object.assign(answer, { keptBecauseChanged: kept.length, keptRecords: kept.slice(0, namedAtMost) });
  return answer;
}
