// Plans a move or a copy between two groups of the user; notes, states and metadata travel along (SE-01).
import { HoldfastError, type RecordId, type Version } from "@holdfast/contract";
import type { GroupEffect } from "../entry.js";
import type { RecordBook } from "../view/record-book.js";
import type { GroupView } from "../view/user-view.js";
import { type ChangeOf, type Plan, type PlanContext, requireGroup } from "./plan.js";

interface Sorted {
  readonly arriving: readonly RecordId[];
  /** Already in the target: they keep what they have there. */
  readonly there: readonly RecordId[];
  readonly notThere: number;
  readonly overLimit: number;
}

function sort(book: RecordBook, from: GroupView, to: GroupView, ids: readonly RecordId[], most: number): Sorted {
  const room = most - to.records.size;
  const arriving: RecordId[] = [];
  const there: RecordId[] = [];
  let notThere = 0;
  let overLimit = 0;
  for (const id of new Set(ids)) {
    const number = book.find(id);
    if (number === undefined || !from.records.has(number)) notThere += 1;
    else if (to.records.has(number)) there.push(id);
    else if (arriving.length >= room) overLimit += 1;
    else arriving.push(id);
  }
  return { arriving, there, notThere, overLimit };
}

const risen = (group: GroupView): Version => (group.version + 1) as Version;

/** A move takes out of the source also what the target had already; what does not fit into the target stays in the source. */
export function planTransfer({ view, book, limits }: PlanContext, change: ChangeOf<"move" | "copy">): Plan {
  const from = requireGroup(view, change.group);
  const to = requireGroup(view, change.to);
  if (from === to) {
    throw new HoldfastError("invalid_request", {
      what: "Both groups are the same.",
      action: "Name another group as the target.",
    });
  }
  const { arriving, there, notThere, overLimit } = sort(book, from, to, change.recordIds, limits.recordsPerGroup);
  const moves = change.kind === "move";
  const leaving = moves ? [...arriving, ...there] : [];
  const left: GroupEffect = { group: from.image.id, version: risen(from), removed: leaving };
  const source = { group: from.image.id, ...(moves ? { before: left.version } : {}) };
  const joined: GroupEffect = { group: to.image.id, version: risen(to), added: arriving, source };
  return {
    effects: [...(leaving.length === 0 ? [] : [left]), ...(arriving.length === 0 ? [] : [joined])],
    facts: { from: from.image.id, to: to.image.id },
    answer: {
      groupId: to.image.id,
      version: arriving.length === 0 ? to.version : joined.version,
      count: to.records.size + arriving.length,
      requested: change.recordIds.length,
      added: arriving.length,
      alreadyThere: there.length,
      removed: leaving.length,
      notThere,
      overLimit,
    },
  };
}
