// Plans the changes of groups themselves: create, rename, describe, reorder, delete, make default (SE-05).
import { type GroupId, HoldfastError, type Version } from "@holdfast/contract";
import type { GroupEffect, GroupImage } from "../entry.js";
import type { GroupView, UserView } from "../view/user-view.js";
import { nameKey } from "./name-key.js";
import { type ChangeOf, type Plan, type PlanContext, requireGroup } from "./plan.js";

function refuseTakenName(view: UserView, name: string, except?: GroupId): void {
  const key = nameKey(name);
  for (const { image } of view.groups.values()) {
    if (image.id === except || nameKey(image.name) !== key) continue;
    throw new HoldfastError("group_name_taken", {
      what: `You have a group named "${image.name}" already.`,
      action: "Choose another name, or rename that group first.",
      data: { groupId: image.id },
    });
  }
}

function risen(group: GroupView): GroupEffect {
  return { group: group.image.id, version: (group.version + 1) as Version };
}

function answerOf(group: GroupView, version: Version): Plan["answer"] {
  return { groupId: group.image.id, version, count: group.records.size };
}

/** A change that leaves the group as it is, such as renaming it to its own name: answered, nothing raised. */
function unchanged(group: GroupView): Plan {
  return { effects: [], answer: answerOf(group, group.version) };
}

function changedImage(group: GroupView, features: Partial<GroupImage>, facts: Readonly<Record<string, unknown>>): Plan {
  const effect = risen(group);
  return {
    effects: [effect],
    groups: [{ ...group.image, ...features }],
    former: [group.image],
    facts,
    answer: answerOf(group, effect.version),
  };
}

export function planCreateGroup({ view, limits, at, newGroupId }: PlanContext, change: ChangeOf<"create_group">): Plan {
  refuseTakenName(view, change.name);
  if (view.groups.size >= limits.groupsPerUser) {
    throw new HoldfastError("limit_exceeded", {
      what: `You have ${view.groups.size} groups, which is the limit.`,
      action: "Delete a group that you no longer need.",
      data: { limit: limits.groupsPerUser },
    });
  }
  const places = [...view.groups.values()].map((group) => group.image.place);
  const image: GroupImage = {
    id: newGroupId(),
    name: change.name,
    description: change.description ?? null,
    isDefault: view.groups.size === 0,
    place: Math.max(-1, ...places) + 1,
    createdAt: at,
  };
  const version = 1 as Version;
  return {
    effects: [{ group: image.id, version }],
    groups: [image],
    facts: { name: image.name },
    answer: { groupId: image.id, version },
  };
}

export function planRenameGroup({ view }: PlanContext, change: ChangeOf<"rename_group">): Plan {
  const group = requireGroup(view, change.group);
  if (group.image.name === change.name) return unchanged(group);
  refuseTakenName(view, change.name, group.image.id);
  return changedImage(group, { name: change.name }, { from: group.image.name, name: change.name });
}

export function planDescribeGroup({ view }: PlanContext, change: ChangeOf<"describe_group">): Plan {
  const group = requireGroup(view, change.group);
  const description = change.description === "" ? null : change.description;
  if (group.image.description === description) return unchanged(group);
  return changedImage(group, { description }, { description });
}

export function planDeleteGroup({ view, book }: PlanContext, change: ChangeOf<"delete_group">): Plan {
  const group = requireGroup(view, change.group);
  if (group.image.isDefault) {
    throw new HoldfastError("default_group_required", {
      what: `"${group.image.name}" is your default group.`,
      why: "Every user has exactly one.",
      action: "Make another group the default first.",
    });
  }
  const removed = view.idsOf(group, book);
  const effect: GroupEffect = removed.length === 0 ? risen(group) : { ...risen(group), removed };
  return {
    effects: [effect],
    deleted: [group.image.id],
    former: [group.image],
    facts: { name: group.image.name, records: group.records.size },
    answer: { ...answerOf(group, effect.version), count: 0, removed: group.records.size },
  };
}

export function planMakeDefault({ view }: PlanContext, change: ChangeOf<"make_default">): Plan {
  const group = requireGroup(view, change.group);
  if (group.image.isDefault) return unchanged(group);
  const former = requireGroup(view, "default");
  const effect = risen(group);
  return {
    effects: [risen(former), effect],
    groups: [
      { ...former.image, isDefault: false },
      { ...group.image, isDefault: true },
    ],
    former: [former.image, group.image],
    facts: { from: former.image.id, to: group.image.id },
    answer: answerOf(group, effect.version),
  };
}

/** Places belong to the list, not to a group: no version rises. Groups that are not named follow in their present order. The same order is no change. */
export function planReorderGroups({ view }: PlanContext, change: ChangeOf<"reorder_groups">): Plan {
  const named = change.order.map((id) => requireGroup(view, id));
  const chosen = new Set(named);
  if (chosen.size !== named.length) {
    throw new HoldfastError("invalid_request", { what: "A group is named twice in the order.", action: "Name each group once." });
  }
  const present = [...view.groups.values()].sort((a, b) => a.image.place - b.image.place);
  const wanted = [...named, ...present.filter((group) => !chosen.has(group))];
  if (wanted.every((group, index) => group === present[index])) return { effects: [], answer: {} };
  const groups = wanted.map((group, place) => ({ ...group.image, place }));
  const former = [...view.groups.values()].map((group) => group.image);
  return { effects: [], groups, former, facts: { order: groups.map(({ id }) => id) }, answer: {} };
}
