// The other way round of what an operation did to groups themselves, as far as nobody changed them since.
import type { GroupId } from "@holdfast/contract";
import type { GroupEffect, GroupImage } from "../entry.js";
import type { StoredEffects } from "../sql/insert-operations.js";
import type { UserView } from "../view/user-view.js";
import type { GroupDraft } from "./group-draft.js";
import type { SelectionLimits } from "./plan.js";
import type { SkipList } from "./skip-list.js";

interface Both {
  readonly before: GroupImage;
  readonly after: GroupImage;
}

/** Groups that the operation deleted come back first: their records follow. Answers which did. */
export function bringGroupsBack(
  { deleted = [], former = [] }: StoredEffects,
  draft: GroupDraft,
  limits: SelectionLimits,
  skips: SkipList,
): ReadonlySet<GroupId> {
  const returning = new Set<GroupId>();
  for (const image of former) {
    if (!deleted.includes(image.id)) continue;
    if (draft.get(image.id) !== undefined) skips.add(image.id, null, "group_changed");
    else if (draft.size >= limits.groupsPerUser) skips.add(image.id, null, "over_limit");
    else {
      draft.bringBack(image);
      returning.add(image.id);
    }
  }
  return returning;
}

export function invertFeatures({ groups = [], former = [] }: StoredEffects, draft: GroupDraft, skips: SkipList): void {
  const before = new Map(former.map((image) => [image.id, image]));
  const changed = groups.flatMap((after): Both[] => {
    const image = before.get(after.id);
    return image === undefined ? [] : [{ before: image, after }];
  });
  for (const both of changed) {
    invertName(both, draft, skips);
    invertDescription(both, draft, skips);
  }
  invertDefault(changed, draft, skips);
  invertOrder(changed, draft, skips);
}

/** Groups that the operation made go again when they are empty by then and as they were made. */
export function dropMadeGroups(
  { groups = [], former = [] }: StoredEffects,
  effects: readonly GroupEffect[],
  view: UserView,
  draft: GroupDraft,
  skips: SkipList,
): void {
  const known = new Set(former.map(({ id }) => id));
  for (const made of groups) {
    const now = draft.get(made.id);
    if (known.has(made.id)) continue;
    if (now === undefined) {
      skips.add(made.id, null, "group_gone");
      continue;
    }
    const leaving = effects.find(({ group }) => group === made.id)?.removed?.length ?? 0;
    const isEmpty = view.groups.get(made.id)?.records.size === leaving;
    if (isEmpty && !now.isDefault && now.name === made.name && now.description === made.description) draft.delete(made.id);
    else skips.add(made.id, null, "group_changed");
  }
}

function invertName({ before, after }: Both, draft: GroupDraft, skips: SkipList): void {
  const { id, name } = before;
  if (name === after.name) return;
  const now = draft.get(id);
  if (now === undefined) skips.add(id, null, "group_gone");
  else if (now.name !== after.name) skips.add(id, null, "group_changed");
  else if (!draft.isNameFree(name, id)) skips.add(id, null, "name_taken");
  else draft.change(id, { name });
}

function invertDescription({ before, after }: Both, draft: GroupDraft, skips: SkipList): void {
  const { id, description } = before;
  if (description === after.description) return;
  const now = draft.get(id);
  if (now === undefined) skips.add(id, null, "group_gone");
  else if (now.description !== after.description) skips.add(id, null, "group_changed");
  else draft.change(id, { description });
}

/** The default goes back only from the group that got it to the group that had it. */
function invertDefault(changed: readonly Both[], draft: GroupDraft, skips: SkipList): void {
  const lost = changed.find(({ before, after }) => before.isDefault && !after.isDefault)?.before.id;
  const won = changed.find(({ before, after }) => !before.isDefault && after.isDefault)?.before.id;
  if (lost === undefined || won === undefined) return;
  if (draft.get(won)?.isDefault !== true) skips.add(won, null, "group_changed");
  else if (draft.get(lost) === undefined) skips.add(lost, null, "group_gone");
  else {
    draft.change(won, { isDefault: false });
    draft.change(lost, { isDefault: true });
  }
}

function invertOrder(changed: readonly Both[], draft: GroupDraft, skips: SkipList): void {
  const moved = changed.filter(({ before, after }) => before.place !== after.place && draft.get(before.id) !== undefined);
  const disturbed = moved.find(({ after }) => draft.get(after.id)?.place !== after.place);
  if (disturbed !== undefined) skips.add(disturbed.after.id, null, "group_changed");
  else if (moved.length > 0) {
    draft.arrangeAsBefore(changed.flatMap(({ before }) => (draft.get(before.id) === undefined ? [] : [before])));
  }
}
