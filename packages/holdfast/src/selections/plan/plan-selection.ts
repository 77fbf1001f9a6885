// Plans the changes of what is selected: which records join, which leave, and what the caller is told about the others (SE-03).
import type { RecordId, Version } from "@holdfast/contract";
import type { GroupEffect } from "../entry.js";
import type { GroupView } from "../view/user-view.js";
import { type Plan, type PlanContext, plainAnswer, type Targets } from "./plan.js";

const namedAtMost = 100;

interface Sorted {
  readonly changed: readonly RecordId[];
  readonly unchanged: number;
  readonly unknown: readonly RecordId[];
  readonly overLimit: number;
  readonly kept: readonly RecordId[];
}

/** Adds in the order asked for until the group is full; what does not fit is counted, never taken from the wrong end (SE-11). */
export function planSelect({ book, limits }: PlanContext, group: GroupView, targets: Targets): Plan {
  const room = limits.recordsPerGroup - group.records.size;
  const changed: RecordId[] = [];
  const unknown: RecordId[] = [];
  const seen = new Set<RecordId>();
  let unchanged = 0;
  let overLimit = 0;
  for (const id of targets.ids) {
    const number = book.find(id);
    if (seen.has(id) || (number !== undefined && group.records.has(number))) unchanged += 1;
    else if (!book.isSelectable(id)) unknown.push(id);
    else if (changed.length >= room) overLimit += 1;
    else changed.push(id);
    seen.add(id);
  }
  return answerFor(group, targets, "added", { changed, unchanged, unknown, overLimit, kept: [] });
}

/** Removes what is there; what is not there is counted; what changed since the user looked stays (SE-08). */
export function planDeselect({ book, view }: PlanContext, group: GroupView, targets: Targets): Plan {
  const { changedSince, asOf } = targets;
  // What was changed while the database was asked was not seen either.
  const overtaking =
    changedSince === undefined || asOf === undefined ? undefined : view.touchedSince(asOf.sequence, group.image.id);
  const changed = new Set<RecordId>();
  const kept: RecordId[] = [];
  let unchanged = 0;
  for (const id of targets.ids) {
    const number = book.find(id);
    if (number === undefined || !group.records.has(number) || changed.has(id)) unchanged += 1;
    else if (changedSince?.has(id) === true || overtaking?.has(id) === true) kept.push(id);
    else changed.add(id);
  }
  return answerFor(group, targets, "removed", { changed: [...changed], unchanged, unknown: [], overLimit: 0, kept });
}

function answerFor(group: GroupView, targets: Targets, direction: "added" | "removed", sorted: Sorted): Plan {
  const { changed, unchanged, unknown, overLimit, kept } = sorted;
  const version = (changed.length === 0 ? group.version : group.version + 1) as Version;
  const effects: readonly GroupEffect[] = changed.length === 0 ? [] : [{ group: group.image.id, version, [direction]: changed }];
  const added = direction === "added";
  return {
    effects,
    ...(kept.length === 0 ? {} : { facts: { kept } }),
    answer: {
      ...plainAnswer,
      groupId: group.image.id,
      version,
      count: group.records.size + (added ? changed.length : -changed.length),
      requested: targets.ids.length,
      added: added ? changed.length : 0,
      alreadyThere: added ? unchanged : 0,
      removed: added ? 0 : changed.length,
      notThere: added ? 0 : unchanged,
      unknown: unknown.length,
      unknownRecords: unknown.slice(0, namedAtMost),
      overLimit,
      matched: targets.matched,
      excluded: targets.excluded,
      keptBecauseChanged: kept.length,
      keptRecords: kept.slice(0, namedAtMost),
    },
  };
}
