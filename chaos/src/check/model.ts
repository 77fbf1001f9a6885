// What one user's operations mean, in the plainest words: sets and numbers, one operation after another, nothing at the same time.
import type { ChangeInput, GroupId, OperationAnswer, OperationId } from "@holdfast/contract";
import { type Deed, type Effect, effectOn, isNothing, type Membership, type ModelImage, nothingDone, trailOf } from "./deed.js";
import { GestureStack } from "./gesture-stack.js";
import { combined, isNameTaken, reordered, restored, transferred } from "./group-deeds.js";
import { type Claims, invert } from "./invert.js";

export interface ModelGroup {
  image: ModelImage;
  version: number;
  readonly records: Map<string, Membership>;
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
  readonly annotated: number;
  readonly trail: readonly string[];
}

/** One operation as it stands in the database. */
export interface Applied {
  readonly id: OperationId;
  readonly change: ChangeInput;
  /** What of it only the answer tells: the id that a new group was given, the gesture that was undone. */
  readonly answer: Pick<OperationAnswer, "groupId" | "undone">;
  /** What the trail says of it: an undo may leave alone what was changed while it was being found out. */
  readonly claims: Claims;
  /** The first group of a user is nobody's gesture. */
  readonly isGesture: boolean;
}

/** The deed and what was told of it; undefined when the operation should have been refused. */
export type Planned = { readonly deed: Deed; readonly told: Partial<Omit<Expected, "trail">> } | undefined;
type ChangeOf<Kind extends ChangeInput["kind"]> = Extract<ChangeInput, { kind: Kind }>;
type Selecting = ChangeOf<"select" | "bulk_select" | "deselect" | "bulk_deselect" | "clear_all">;

const nothing = { groupId: null, version: 0, count: 0, added: 0, alreadyThere: 0, removed: 0, notThere: 0, annotated: 0 };
const fresh = (version: number): Membership => ({ origin: version, annotated: 0, note: null, state: null });

export class UserModel {
  readonly groups = new Map<GroupId, ModelGroup>();
  readonly gestures = new GestureStack();
  /** What stood beside a record before a version of its group changed it. */
  readonly #former = new Map<string, Membership>();
  /** By group, in the order of versions: what joined and what left. */
  readonly #past = new Map<GroupId, Effect[]>();

  /** Undefined when the operation should have been refused. */
  apply(applied: Applied): Expected | undefined {
    const planned = this.#plan(applied);
    if (planned === undefined) return undefined;
    const { deed, told } = planned;
    const { id, change, answer, isGesture } = applied;
    this.#commit(deed);
    if (isGesture) this.gestures.follow({ id, kind: change.kind, deed, undone: answer.undone?.operationId });
    return { ...nothing, ...told, trail: trailOf(change.kind, deed) };
  }

  resolve(ref = "default"): ModelGroup | undefined {
    return ref === "default" ? [...this.groups.values()].find(({ image }) => image.isDefault) : this.groups.get(ref as GroupId);
  }

  former(group: GroupId, version: number, record: string): Membership | undefined {
    return this.#former.get(`${group} ${version} ${record}`);
  }

  /** The records of a group at a version; undefined when it never had it. */
  stateAt(group: ModelGroup, version: number): ReadonlySet<string> | undefined {
    if (version < 1 || version > group.version) return undefined;
    const state = new Set(group.records.keys());
    for (const effect of (this.#past.get(group.image.id) ?? []).toReversed()) {
      if (effect.version <= version) break;
      for (const record of effect.added) state.delete(record);
      for (const record of effect.removed) state.add(record);
    }
    return state;
  }

  #plan({ change, answer, claims }: Applied): Planned {
    switch (change.kind) {
      case "create_group":
        return this.#made(change.name, answer.groupId, []);
      case "combine_groups":
        return this.#made(change.name, answer.groupId, combined(this, change));
      case "select":
      case "bulk_select":
      case "deselect":
      case "bulk_deselect":
      case "clear_all":
        return this.#select(change);
      case "annotate":
        return this.#annotate(change);
      case "move":
      case "copy":
        return transferred(this, change);
      case "undo":
      case "redo":
        return invert(this, change.kind, answer, claims);
      case "restore_group":
        return restored(this, change);
      case "reorder_groups":
        return reordered(this, change);
      default:
        return this.#feature(change);
    }
  }

  #made(name: string, id: GroupId | null, added: readonly string[] | undefined): Planned {
    if (id === null || added === undefined || isNameTaken(this, name)) return undefined;
    const place = Math.max(-1, ...[...this.groups.values()].map(({ image }) => image.place)) + 1;
    const image = { id, name, isDefault: this.groups.size === 0, place };
    const deed = { ...nothingDone, effects: [effectOn(id, 1, { added })], groups: [image] };
    return { deed, told: { groupId: id, version: 1, count: added.length, added: added.length } };
  }

  #select(change: Selecting): Planned {
    const group = this.resolve(change.group);
    if (group === undefined) return undefined;
    const { records } = group;
    const asked =
      "recordId" in change ? [change.recordId] : "recordIds" in change ? (change.recordIds ?? []) : [...records.keys()];
    const joins = change.kind === "select" || change.kind === "bulk_select";
    const changed = [...new Set(asked)].filter((id) => records.has(id) !== joins);
    const rest = asked.length - changed.length;
    const told = joins ? { added: changed.length, alreadyThere: rest } : { removed: changed.length, notThere: rest };
    return this.#records(group, joins ? { added: changed } : { removed: changed }, told);
  }

  #annotate({ group: ref, recordIds, note, state }: ChangeOf<"annotate">): Planned {
    const group = this.resolve(ref);
    if (group === undefined) return undefined;
    const annotated = [...new Set<string>(recordIds)].filter((id) => group.records.has(id));
    const notThere = new Set(recordIds).size - annotated.length;
    return this.#records(group, { annotated, note: note === "" ? null : note, state }, { annotated: annotated.length, notThere });
  }

  #records(group: ModelGroup, what: Partial<Effect>, told: Partial<Expected>): Planned {
    const { added = [], removed = [], annotated = [] } = what;
    const changes = added.length + removed.length + annotated.length > 0;
    const version = group.version + (changes ? 1 : 0);
    const { id } = group.image;
    const deed = changes ? { ...nothingDone, effects: [effectOn(id, version, what)] } : nothingDone;
    return { deed, told: { groupId: id, version, count: group.records.size + added.length - removed.length, ...told } };
  }

  #feature(change: ChangeInput): Planned {
    const group = "group" in change ? this.resolve(change.group) : undefined;
    if (group === undefined) return undefined;
    const { image, version, records } = group;
    const told = { groupId: image.id, version: version + 1, count: records.size };
    const same: Planned = { deed: nothingDone, told: { ...told, version } };
    const risen = effectOn(image.id, version + 1);
    if (change.kind === "rename_group") {
      if (image.name === change.name) return same;
      if (isNameTaken(this, change.name, image.id)) return undefined;
      return { deed: { ...nothingDone, effects: [risen], groups: [{ ...image, name: change.name }], former: [image] }, told };
    }
    if (change.kind === "make_default") {
      const former = this.resolve();
      if (former === undefined) return undefined;
      if (former === group) return same;
      const effects = [effectOn(former.image.id, former.version + 1), risen];
      const groups = [
        { ...former.image, isDefault: false },
        { ...image, isDefault: true },
      ];
      return { deed: { ...nothingDone, effects, groups, former: [former.image, image] }, told };
    }
    if (change.kind !== "delete_group" || image.isDefault) return undefined;
    const effect = { ...risen, removed: [...records.keys()] };
    const deed = { effects: [effect], groups: [], former: [image], deleted: [image.id] };
    return { deed, told: { ...told, count: 0, removed: records.size } };
  }

  #commit(deed: Deed): void {
    if (isNothing(deed)) return;
    for (const image of deed.groups) {
      const group = this.groups.get(image.id);
      if (group === undefined) this.groups.set(image.id, { image, version: 0, records: new Map() });
      else group.image = image;
    }
    // What is moved is taken along before it leaves.
    for (const effect of deed.effects) this.#keep(effect);
    for (const effect of deed.effects) this.#carryOut(effect);
    for (const id of deed.deleted) this.groups.delete(id);
  }

  #keep({ group: id, version, removed, annotated, reverted }: Effect): void {
    const records = this.groups.get(id)?.records;
    for (const record of [...removed, ...annotated, ...reverted]) {
      const membership = records?.get(record);
      if (membership !== undefined) this.#former.set(`${id} ${version} ${record}`, membership);
    }
  }

  #carryOut(effect: Effect): void {
    const { group: id, version, added, removed, annotated, reverted, note, state } = effect;
    const group = this.groups.get(id);
    if (group === undefined) return;
    group.version = version;
    for (const record of removed) group.records.delete(record);
    for (const record of added) group.records.set(record, this.#arriving(effect, record));
    for (const record of annotated) {
      const now = group.records.get(record) ?? fresh(version);
      const set = { note: note === undefined ? now.note : note, state: state === undefined ? now.state : state };
      group.records.set(record, { ...now, ...set, annotated: version });
    }
    for (const record of reverted) {
      const now = group.records.get(record) ?? fresh(version);
      const before = this.former(id, effect.source?.before ?? 0, record) ?? now;
      group.records.set(record, { ...before, origin: now.origin });
    }
    if (added.length + removed.length === 0) return;
    const past = this.#past.get(id);
    if (past === undefined) this.#past.set(id, [effect]);
    else past.push(effect);
  }

  /** In the group itself the former membership goes on; from another one only what stood beside it comes along. */
  #arriving({ group, version, source }: Effect, record: string): Membership {
    if (source === undefined) return fresh(version);
    const live = source.before === undefined ? this.groups.get(source.group)?.records.get(record) : undefined;
    const carried = source.before === undefined ? live : this.former(source.group, source.before, record);
    if (carried === undefined) return fresh(version);
    return source.group === group ? carried : { ...carried, origin: version, annotated: version };
  }
}
