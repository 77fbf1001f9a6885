// Plans the undo (or redo) of one gesture: everything of it that still stands, the other way round (SE-09).
import { HoldfastError, type Version } from "@holdfast/contract";
import type { GroupEffect } from "../entry.js";
import { GroupDraft } from "./group-draft.js";
import { bringGroupsBack, dropMadeGroups, invertFeatures } from "./invert-groups.js";
import { invertRecords } from "./invert-records.js";
import { type Plan, type PlanContext, type Targets } from "./plan.js";
import { SkipList } from "./skip-list.js";

export function planUndo(context: PlanContext, { undo: material, asOf }: Targets): Plan {
  if (material === undefined || asOf === undefined) throw unprepared();
  const { view, limits } = context;
  const { stored, item } = material;
  const skips = new SkipList();
  const draft = new GroupDraft(view);
  const returning = bringGroupsBack(stored, draft, limits, skips);
  const touched: Parameters<typeof invertRecords>[0]["touched"] = (group) => view.touchedSince(asOf.sequence, group) ?? new Set();
  const records = invertRecords({ context, material, touched, returning, skips });
  dropMadeGroups(stored, records, view, draft, skips);
  invertFeatures(stored, draft, skips);
  const { groups, former, deleted } = draft.result();
  const effects = [...records, ...risenBesides(context, records, draft, returning, stored.effects)];
  return {
    effects,
    ...(groups.length === 0 ? {} : { groups }),
    ...(deleted.length === 0 ? {} : { deleted }),
    ...(former.length === 0 ? {} : { former }),
    facts: { undoes: item.gesture, kind: item.kind },
    answer: answerOf(context, effects, deleted.length > 0, { operationId: item.gesture, kind: item.kind, ...skips.summary }),
  };
}

/** Groups whose version rises although none of their records changes: other features, come back, or gone. Places belong to the list. */
function risenBesides(
  { view }: PlanContext,
  records: readonly GroupEffect[],
  draft: GroupDraft,
  returning: ReadonlySet<string>,
  done: readonly GroupEffect[],
): readonly GroupEffect[] {
  const { groups, deleted } = draft.result();
  const changed = groups.filter(({ id, name, description, isDefault }) => {
    const now = view.groups.get(id)?.image;
    return now === undefined || now.name !== name || now.description !== description || now.isDefault !== isDefault;
  });
  const ids = [...changed.map(({ id }) => id), ...deleted].filter((id) => records.every(({ group }) => group !== id));
  return ids.map((group) => {
    const last = returning.has(group) ? done.find((effect) => effect.group === group)?.version : view.groups.get(group)?.version;
    return { group, version: ((last ?? 0) + 1) as Version };
  });
}

function answerOf(
  { view }: PlanContext,
  effects: readonly GroupEffect[],
  isDeleted: boolean,
  undone: NonNullable<Plan["answer"]["undone"]>,
): Plan["answer"] {
  const sum = (list: "added" | "removed" | "reverted"): number =>
    effects.reduce((total, effect) => total + (effect[list]?.length ?? 0), 0);
  const [main] = effects;
  const group = main === undefined ? undefined : view.groups.get(main.group);
  const size = (group?.records.size ?? 0) + (main?.added?.length ?? 0) - (main?.removed?.length ?? 0);
  return {
    groupId: main?.group ?? null,
    version: main?.version ?? (0 as Version),
    count: isDeleted ? 0 : size,
    requested: sum("added") + sum("removed") + sum("reverted") + undone.skipped,
    added: sum("added"),
    removed: sum("removed"),
    annotated: sum("reverted"),
    undone,
  };
}

function unprepared(): HoldfastError {
  return new HoldfastError("internal", { what: "An undo was planned before it was looked up.", action: "Report this." });
}
