// What operations on more than one group do: move, copy, combine, restore, reorder.
import type { ChangeInput } from "@holdfast/contract";
import { type Effect, effectOn, nothingDone } from "./deed.js";
import type { ModelGroup, Planned, UserModel } from "./model.js";

type ChangeOf<Kind extends ChangeInput["kind"]> = Extract<ChangeInput, { kind: Kind }>;

export function isNameTaken({ groups }: UserModel, name: string, except?: string): boolean {
  return [...groups.values()].some(({ image }) => image.id !== except && image.name.toLowerCase() === name.toLowerCase());
}

export function transferred(model: UserModel, change: ChangeOf<"move" | "copy">): Planned {
  const [from, to] = [model.resolve(change.group), model.resolve(change.to)];
  if (from === undefined || to === undefined || from === to) return undefined;
  const asked = [...new Set<string>(change.recordIds)];
  const held = asked.filter((record) => from.records.has(record));
  const arriving = held.filter((record) => !to.records.has(record));
  const leaving = change.kind === "move" ? held : [];
  const left = effectOn(from.image.id, from.version + 1, { removed: leaving });
  const source = { group: from.image.id, ...(change.kind === "move" ? { before: left.version } : {}) };
  const joined = effectOn(to.image.id, to.version + 1, { added: arriving, source });
  return {
    deed: { ...nothingDone, effects: [...(leaving.length === 0 ? [] : [left]), ...(arriving.length === 0 ? [] : [joined])] },
    told: {
      groupId: to.image.id,
      version: arriving.length === 0 ? to.version : joined.version,
      count: to.records.size + arriving.length,
      added: arriving.length,
      alreadyThere: held.length - arriving.length,
      removed: leaving.length,
      notThere: asked.length - held.length,
    },
  };
}

/** The records of the new group; undefined when a group is not there or named twice. */
export function combined(
  model: UserModel,
  { operation, groups: refs }: ChangeOf<"combine_groups">,
): readonly string[] | undefined {
  const groups = refs.map((ref) => model.resolve(ref)).filter((group): group is ModelGroup => group !== undefined);
  if (groups.length !== refs.length || new Set(groups).size !== refs.length) return undefined;
  const all = new Set(groups.flatMap(({ records }) => [...records.keys()]));
  const [first, ...others] = groups;
  return [...all].filter((record) => {
    if (operation === "union") return true;
    if (first?.records.has(record) !== true) return false;
    const inOthers = others.filter(({ records }) => records.has(record)).length;
    return operation === "intersection" ? inOthers === others.length : inOthers === 0;
  });
}

export function restored(model: UserModel, { group: ref, version: to }: ChangeOf<"restore_group">): Planned {
  const group = model.resolve(ref);
  const wanted = group === undefined || to === undefined ? undefined : model.stateAt(group, to);
  if (group === undefined || wanted === undefined) return undefined;
  const removed = [...group.records.keys()].filter((record) => !wanted.has(record));
  const added = [...wanted].filter((record) => !group.records.has(record));
  const changes = removed.length + added.length > 0;
  const version = group.version + (changes ? 1 : 0);
  const effects: readonly Effect[] = changes ? [effectOn(group.image.id, version, { added, removed })] : [];
  return {
    deed: { ...nothingDone, effects },
    told: {
      groupId: group.image.id,
      version,
      count: wanted.size,
      added: added.length,
      alreadyThere: wanted.size - added.length,
      removed: removed.length,
    },
  };
}

/** Those that are named come first; the others follow as they stood. The same order is no change. */
export function reordered(model: UserModel, { order }: ChangeOf<"reorder_groups">): Planned {
  const present = [...model.groups.values()].map(({ image }) => image).toSorted((one, other) => one.place - other.place);
  const named = order.map((id) => model.resolve(id)?.image);
  if (named.includes(undefined) || new Set(named).size !== named.length) return undefined;
  const wanted = [...named.filter((image) => image !== undefined), ...present.filter((image) => !named.includes(image))];
  if (wanted.every((image, index) => image === present[index])) return { deed: nothingDone, told: {} };
  const groups = wanted.map((image, place) => ({ ...image, place }));
  return { deed: { ...nothingDone, groups, former: present }, told: {} };
}
