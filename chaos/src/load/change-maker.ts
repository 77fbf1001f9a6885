// Invents what users ask for: mostly single selections, some bulks, now and then a whole group.
import type { ChangeInput, GroupId, GroupRef, RecordId } from "@holdfast/contract";
import type { Chance } from "./chance.js";

/** What a writer believes about its user's groups. It may be wrong: another writer has the same user. */
export interface Belief {
  readonly groups: GroupId[];
}

const names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"];
const mostGroups = 6;

export function createChange(chance: Chance, records: readonly RecordId[], { groups }: Belief): ChangeInput {
  const group: GroupRef = groups.length === 0 || chance.happens(0.5) ? "default" : chance.pick(groups);
  const some = (): RecordId[] => {
    const count = chance.happens(0.2) ? chance.between(50, 200) : chance.between(1, 30);
    const first = chance.between(0, records.length - 1);
    return Array.from({ length: count }, (_, index) => records[(first + index * 7) % records.length] as RecordId);
  };
  const die = chance.next();
  if (die < 0.45) return { kind: "select", group, recordId: chance.pick(records) };
  if (die < 0.65) return { kind: "deselect", group, recordId: chance.pick(records) };
  if (die < 0.78) return { kind: "bulk_select", group, recordIds: some() };
  if (die < 0.88) return { kind: "bulk_deselect", group, recordIds: some() };
  if (die < 0.91) return { kind: "clear_all", group };
  if (die < 0.95 && groups.length < mostGroups) return { kind: "create_group", name: chance.pick(names) };
  if (die < 0.975) return { kind: "rename_group", group, name: chance.pick(names) };
  if (die < 0.985) return { kind: "make_default", group };
  return { kind: "delete_group", group };
}
