// Invents what users ask for: mostly single selections, some bulks, notes, moves, undos, now and then a whole group.
import type { ChangeInput, GroupId, GroupRef, RecordId, Version } from "@holdfast/contract";
import type { Chance } from "./chance.js";

/** What a writer believes about its user's groups. It may be wrong: another writer has the same user. */
export interface Belief {
  readonly groups: GroupId[];
  /** The newest version of each that an answer told. */
  readonly versions: Map<GroupId, Version>;
}

const names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"];
const mostGroups = 6;
const notes = ["Read this", "Ask about it", "", null];
const states = ["to read", "done", null];

export function createChange(chance: Chance, records: readonly RecordId[], belief: Belief): ChangeInput {
  const { groups } = belief;
  const group = groupFor(chance, belief);
  const some = (): RecordId[] => {
    const count = chance.happens(0.2) ? chance.between(50, 200) : chance.between(1, 30);
    const first = chance.between(0, records.length - 1);
    return Array.from({ length: count }, (_, index) => records[(first + index * 7) % records.length] as RecordId);
  };
  const die = chance.next();
  if (die < 0.4) return { kind: "select", group, recordId: chance.pick(records) };
  if (die < 0.58) return { kind: "deselect", group, recordId: chance.pick(records) };
  if (die < 0.69) return { kind: "bulk_select", group, recordIds: some() };
  if (die < 0.77) return { kind: "bulk_deselect", group, recordIds: some() };
  if (die < 0.79) return { kind: "clear_all", group };
  if (die < 0.85) return { kind: "annotate", group, recordIds: some(), ...noteFor(chance) };
  if (die < 0.9) return { kind: chance.pick(["move", "copy"]), group, to: groupFor(chance, belief), recordIds: some() };
  if (die < 0.93) return { kind: chance.pick(["undo", "undo", "redo"]) };
  if (die < 0.96 && groups.length < mostGroups) return { kind: "create_group", name: chance.pick(names) };
  return rareChange(chance, belief, group);
}

const groupFor = (chance: Chance, { groups }: Belief): GroupRef =>
  groups.length === 0 || chance.happens(0.5) ? "default" : chance.pick(groups);

function noteFor(chance: Chance): { readonly note?: string | null; readonly state?: string | null } {
  const [note, state] = [chance.pick(notes), chance.pick(states)];
  return chance.pick([{ note }, { state }, { note, state }]);
}

function rareChange(chance: Chance, belief: Belief, group: GroupRef): ChangeInput {
  const { groups, versions } = belief;
  const [known, other] = [[...versions.keys()], groupFor(chance, belief)];
  const die = chance.next();
  if (die < 0.2 && known.length > 0) {
    const past = chance.pick(known);
    return { kind: "restore_group", group: past, version: chance.between(1, versions.get(past) ?? 1) as Version };
  }
  if (die < 0.4 && groups.length < mostGroups) {
    const operation = chance.pick(["union", "intersection", "difference"] as const);
    return { kind: "combine_groups", operation, groups: [group, other], name: `${chance.pick(names)} ${chance.between(1, 99)}` };
  }
  if (die < 0.55 && groups.length > 0) return { kind: "reorder_groups", order: [chance.pick(groups)] };
  if (die < 0.75) return { kind: "rename_group", group, name: chance.pick(names) };
  if (die < 0.85) return { kind: "make_default", group };
  return { kind: "delete_group", group };
}
