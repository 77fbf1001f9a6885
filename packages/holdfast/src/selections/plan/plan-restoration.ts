// Plans the return of a group to what it held before (SE-14).
import type { RecordId, Version } from "@holdfast/contract";
import type { GroupEffect } from "../entry.js";
import { type ChangeOf, type Plan, type PlanContext, requireGroup, type Targets } from "./plan.js";

export function planRestoreGroup(
  { view, book, limits }: PlanContext,
  change: ChangeOf<"restore_group">,
  { ids, version: to }: Targets,
): Plan {
  const group = requireGroup(view, change.group);
  const wanted = new Set(ids);
  const holds = (id: RecordId): boolean => group.records.has(book.intern(id));
  const removed = view.idsOf(group, book).filter((id) => !wanted.has(id));
  const missing = ids.filter((id) => !holds(id));
  const added = missing.slice(0, Math.max(0, limits.recordsPerGroup - group.records.size + removed.length));
  const changes = added.length + removed.length > 0;
  const version = (group.version + (changes ? 1 : 0)) as Version;
  const effect: GroupEffect = {
    group: group.image.id,
    version,
    ...(added.length === 0 ? {} : { added }),
    ...(removed.length === 0 ? {} : { removed }),
  };
  return {
    effects: changes ? [effect] : [],
    facts: { to },
    answer: {
      groupId: group.image.id,
      version,
      count: group.records.size + added.length - removed.length,
      requested: ids.length,
      added: added.length,
      alreadyThere: ids.length - missing.length,
      removed: removed.length,
      overLimit: missing.length - added.length,
    },
  };
}
