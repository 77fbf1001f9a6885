// What one user's operations mean, in the plainest words: sets and numbers, one operation after another, nothing at the same time.
import type { ChangeInput, GroupId } from "@holdfast/contract";

export interface ModelGroup {
  name: string;
  isDefault: boolean;
  version: number;
  readonly records: Set<string>;
}

/** What an operation must have answered and left in the trail. */
export interface Expected {
  readonly groupId: GroupId | null;
  readonly version: number;
  readonly count: number;
  readonly added: number;
  readonly alreadyThere: number;
  readonly removed: number;
  readonly notThere: number;
  /** Audit rows as `group version record`, the record empty for the whole group. */
  readonly trail: readonly string[];
}

export const trailRow = (group: string, version: number, record: string | null): string => `${group} ${version} ${record ?? ""}`;

const nothing = { groupId: null, version: 0, count: 0, added: 0, alreadyThere: 0, removed: 0, notThere: 0, trail: [] };

export class UserModel {
  readonly groups = new Map<GroupId, ModelGroup>();

  /** `made`: the id that a new group was given. Undefined when the operation should have been refused. */
  apply(change: ChangeInput, made: GroupId | null): Expected | undefined {
    switch (change.kind) {
      case "create_group":
        return this.#create(change.name, made);
      case "select":
      case "bulk_select":
      case "deselect":
      case "bulk_deselect":
      case "clear_all":
        return this.#select(change);
      case "rename_group":
        return this.#rename(change.group, change.name);
      case "make_default":
        return this.#makeDefault(change.group);
      case "delete_group":
        return this.#delete(change.group);
      default:
        return undefined;
    }
  }

  #resolve(ref = "default"): readonly [GroupId, ModelGroup] | undefined {
    return [...this.groups].find(([id, group]) => (ref === "default" ? group.isDefault : id === ref));
  }

  #create(name: string, made: GroupId | null): Expected | undefined {
    if (made === null) return undefined;
    this.groups.set(made, { name, isDefault: this.groups.size === 0, version: 1, records: new Set() });
    return { ...nothing, groupId: made, version: 1, trail: [trailRow(made, 1, null)] };
  }

  #select(
    change: Extract<ChangeInput, { kind: "select" | "bulk_select" | "deselect" | "bulk_deselect" | "clear_all" }>,
  ): Expected | undefined {
    const found = this.#resolve(change.group);
    if (found === undefined) return undefined;
    const [groupId, group] = found;
    const asked =
      "recordId" in change ? [change.recordId] : "recordIds" in change ? (change.recordIds ?? []) : [...group.records];
    const joins = change.kind === "select" || change.kind === "bulk_select";
    const changed = [...new Set(asked)].filter((id) => group.records.has(id) !== joins);
    for (const id of changed)
      if (joins) group.records.add(id);
      else group.records.delete(id);
    if (changed.length > 0) group.version += 1;
    const rest = asked.length - changed.length;
    const named = change.kind === "clear_all" ? [null] : changed;
    return {
      groupId,
      version: group.version,
      count: group.records.size,
      added: joins ? changed.length : 0,
      alreadyThere: joins ? rest : 0,
      removed: joins ? 0 : changed.length,
      notThere: joins ? 0 : rest,
      trail: changed.length === 0 ? [] : named.map((record) => trailRow(groupId, group.version, record)),
    };
  }

  #rename(ref: string, name: string): Expected | undefined {
    const found = this.#resolve(ref);
    if (found === undefined) return undefined;
    const [groupId, group] = found;
    if (group.name === name) return this.#whole(groupId, group, []);
    group.name = name;
    group.version += 1;
    return this.#whole(groupId, group, [trailRow(groupId, group.version, null)]);
  }

  #makeDefault(ref: string): Expected | undefined {
    const [found, former] = [this.#resolve(ref), this.#resolve()];
    if (found === undefined || former === undefined) return undefined;
    const [groupId, group] = found;
    if (group.isDefault) return this.#whole(groupId, group, []);
    for (const each of [former[1], group]) each.version += 1;
    former[1].isDefault = false;
    group.isDefault = true;
    return this.#whole(groupId, group, [trailRow(former[0], former[1].version, null), trailRow(groupId, group.version, null)]);
  }

  #delete(ref: string): Expected | undefined {
    const found = this.#resolve(ref);
    if (found === undefined || found[1].isDefault) return undefined;
    const [groupId, group] = found;
    this.groups.delete(groupId);
    const version = group.version + 1;
    return { ...nothing, groupId, version, removed: group.records.size, trail: [trailRow(groupId, version, null)] };
  }

  #whole(groupId: GroupId, group: ModelGroup, trail: readonly string[]): Expected {
    return { ...nothing, groupId, version: group.version, count: group.records.size, trail };
  }
}
