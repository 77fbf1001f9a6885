// What selections must come to, said as plainly as possible: one user's groups as maps, changed at once, with snapshots for undo.
import type { ChangeInput, GroupId, RecordId } from "@holdfast/contract";

export interface Note {
  readonly note: string | null;
  readonly state: string | null;
}

type Rows = ReadonlyMap<RecordId, Note>;

export interface Content {
  readonly name: string;
  readonly description: string | null;
  readonly isDefault: boolean;
  readonly place: number;
  readonly rows: Rows;
}

/** One row of the trail. */
export interface Trace {
  readonly action: string;
  /** Null for the order of the groups, which belongs to none of them. */
  readonly group: GroupId | null;
  readonly version: number | null;
  readonly record: RecordId | null;
}

interface RecordChange {
  readonly group: GroupId;
  readonly record: RecordId;
  readonly change: "added" | "removed" | "annotated";
}

interface Carried {
  /** Groups whose version rises. */
  readonly touched: readonly GroupId[];
  readonly changes: readonly RecordChange[];
  /** The order of the groups alone. */
  readonly order?: true;
}

interface Step extends Carried {
  readonly before: ReadonlyMap<GroupId, Content>;
  readonly after: ReadonlyMap<GroupId, Content>;
}

type ChangeOf<Kind extends ChangeInput["kind"]> = Extract<ChangeInput, { kind: Kind }>;

const blank: Note = { note: null, state: null };
const empty: Content = { name: "", description: null, isDefault: false, place: 0, rows: new Map() };
const nothing: Carried = { touched: [], changes: [] };
const wholeKinds: readonly string[] = ["clear_all", "delete_group"];

export class SelectionModel {
  groups: ReadonlyMap<GroupId, Content>;
  readonly versions: Map<GroupId, number>;
  readonly traces: Trace[] = [];
  /** The records of a group at each version that it has had. */
  readonly #past = new Map<GroupId, Map<number, ReadonlySet<RecordId>>>();
  /** The version at which a record of a group was added or annotated last. */
  readonly #changedAt = new Map<GroupId, Map<RecordId, number>>();
  /** What a change by query finds. */
  readonly #catalogue: readonly RecordId[];
  readonly #done: Step[] = [];
  #undone: Step[] = [];

  constructor(first: GroupId, name: string, catalogue: readonly RecordId[]) {
    this.groups = new Map([[first, { ...empty, name, isDefault: true }]]);
    this.versions = new Map();
    this.#catalogue = catalogue;
    this.#trace("create_group", { touched: [first], changes: [] });
  }

  canTurn(kind: "undo" | "redo"): boolean {
    return (kind === "undo" ? this.#done : this.#undone).length > 0;
  }

  turn(kind: "undo" | "redo"): void {
    const [from, to] = kind === "undo" ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const step = from.pop() as Step;
    to.push(step);
    const flipped = { added: "removed", removed: "added", annotated: "annotated" } as const;
    const changes = kind === "undo" ? step.changes.map((each) => ({ ...each, change: flipped[each.change] })) : step.changes;
    this.groups = kind === "undo" ? step.before : step.after;
    this.#trace(kind, { ...step, changes });
  }

  /** `made` is the id that a new group was given. */
  perform(change: ChangeInput, made: GroupId | null): void {
    const next = new Map(this.groups);
    const carried = this.#carryOut(next, change, made);
    if (carried.touched.length === 0 && carried.order === undefined) return;
    this.#done.push({ before: this.groups, after: next, ...carried });
    this.#undone = [];
    this.groups = next;
    this.#trace(change.kind, carried);
  }

  #carryOut(next: Map<GroupId, Content>, change: ChangeInput, made: GroupId | null): Carried {
    switch (change.kind) {
      case "select":
        return this.#join(next, groupOf(change.group), [change.recordId as RecordId]);
      case "bulk_select":
        return this.#join(next, groupOf(change.group), this.#found(change));
      case "deselect":
        return this.#leave(next, groupOf(change.group), [change.recordId as RecordId], undefined);
      case "bulk_deselect":
        return this.#leave(next, groupOf(change.group), this.#found(change), change.seenVersion);
      case "clear_all":
        return this.#leave(next, groupOf(change.group), [...rowsOf(next, groupOf(change.group)).keys()], change.seenVersion);
      case "annotate":
        return annotate(next, change);
      case "move":
      case "copy":
        return this.#transfer(next, change);
      case "restore_group":
        return this.#restore(next, change);
      default:
        return changeGroups(next, change, made);
    }
  }

  #found({ recordIds, query }: ChangeOf<"bulk_select"> | ChangeOf<"bulk_deselect">): readonly RecordId[] {
    return query === undefined ? ids(recordIds) : this.#catalogue.filter((id) => !ids(query.except).includes(id));
  }

  #join(next: Map<GroupId, Content>, group: GroupId, records: readonly RecordId[]): Carried {
    const rows = rowsOf(next, group);
    const added = records.filter((record) => !rows.has(record));
    for (const record of added) rows.set(record, blank);
    setRows(next, group, rows);
    return one(group, "added", added);
  }

  /** What was added or annotated after the version that the user saw stays. */
  #leave(next: Map<GroupId, Content>, group: GroupId, records: readonly RecordId[], seen: number | undefined): Carried {
    const rows = rowsOf(next, group);
    const changedAt = this.#changedAt.get(group) ?? new Map<RecordId, number>();
    const removed = records.filter((record) => rows.has(record) && (seen === undefined || (changedAt.get(record) ?? 0) <= seen));
    for (const record of removed) rows.delete(record);
    setRows(next, group, rows);
    return one(group, "removed", removed);
  }

  #transfer(next: Map<GroupId, Content>, change: ChangeOf<"move"> | ChangeOf<"copy">): Carried {
    const [from, to] = [groupOf(change.group), groupOf(change.to)];
    const [source, target] = [rowsOf(next, from), rowsOf(next, to)];
    const there = ids(change.recordIds).filter((record) => source.has(record));
    const arriving = there.filter((record) => !target.has(record));
    for (const record of arriving) target.set(record, source.get(record) ?? blank);
    setRows(next, to, target);
    const joined = one(to, "added", arriving);
    if (change.kind === "copy") return joined;
    for (const record of there) source.delete(record);
    setRows(next, from, source);
    const left = one(from, "removed", there);
    return { touched: [...left.touched, ...joined.touched], changes: [...left.changes, ...joined.changes] };
  }

  #restore(next: Map<GroupId, Content>, change: ChangeOf<"restore_group">): Carried {
    const group = groupOf(change.group);
    const [rows, wanted] = [rowsOf(next, group), this.#past.get(group)?.get(change.version ?? 0)];
    if (wanted === undefined) throw new Error("The model knows no such version.");
    const removed = [...rows.keys()].filter((record) => !wanted.has(record));
    const added = [...wanted].filter((record) => !rows.has(record));
    for (const record of removed) rows.delete(record);
    for (const record of added) rows.set(record, blank);
    setRows(next, group, rows);
    const changes = [...one(group, "added", added).changes, ...one(group, "removed", removed).changes];
    return changes.length === 0 ? nothing : { touched: [group], changes };
  }

  #trace(action: string, { touched, changes, order }: Carried): void {
    if (order === true) this.traces.push({ action, group: null, version: null, record: null });
    for (const group of touched) {
      const version = (this.versions.get(group) ?? 0) + 1;
      this.versions.set(group, version);
      const own = changes.filter((change) => change.group === group);
      const changedAt = this.#changedAt.get(group) ?? new Map<RecordId, number>();
      for (const { record, change } of own) if (change !== "removed") changedAt.set(record, version);
      this.#changedAt.set(group, changedAt);
      const past = this.#past.get(group) ?? new Map<number, ReadonlySet<RecordId>>();
      this.#past.set(group, past.set(version, new Set(this.groups.get(group)?.rows.keys())));
      const records = wholeKinds.includes(action) ? [] : own.map(({ record }) => record);
      for (const record of records.length === 0 ? [null] : records) this.traces.push({ action, group, version, record });
    }
  }
}

function annotate(next: Map<GroupId, Content>, change: ChangeOf<"annotate">): Carried {
  const group = groupOf(change.group);
  const rows = rowsOf(next, group);
  const annotated = ids(change.recordIds).filter((record) => rows.has(record));
  for (const record of annotated) {
    const { note, state } = rows.get(record) ?? blank;
    rows.set(record, {
      note: change.note === undefined ? note : change.note,
      state: change.state === undefined ? state : change.state,
    });
  }
  setRows(next, group, rows);
  return one(group, "annotated", annotated);
}

function changeGroups(next: Map<GroupId, Content>, change: ChangeInput, made: GroupId | null): Carried {
  switch (change.kind) {
    case "create_group":
      next.set(made as GroupId, { ...empty, name: change.name, place: lastPlace(next) + 1 });
      return { touched: [made as GroupId], changes: [] };
    case "combine_groups":
      return combine(next, change, made as GroupId);
    case "rename_group":
      return setFeature(next, groupOf(change.group), { name: change.name });
    case "describe_group":
      return setFeature(next, groupOf(change.group), { description: change.description === "" ? null : change.description });
    case "make_default":
      return makeDefault(next, groupOf(change.group));
    case "delete_group": {
      const group = groupOf(change.group);
      const removed = [...rowsOf(next, group).keys()];
      next.delete(group);
      return { touched: [group], changes: one(group, "removed", removed).changes };
    }
    case "reorder_groups":
      return reorder(next, change);
    default:
      throw new Error(`The model does not know ${change.kind}.`);
  }
}

function combine(next: Map<GroupId, Content>, change: ChangeOf<"combine_groups">, made: GroupId): Carried {
  const [first, ...others] = change.groups.map((group) => new Set(rowsOf(next, groupOf(group)).keys()));
  const [all, alike] = [new Set(first), (record: RecordId) => others.every((other) => other.has(record))];
  for (const record of others.flatMap((other) => [...other])) all.add(record);
  const added = [...all].filter((record) => {
    if (change.operation === "union") return true;
    if (change.operation === "intersection") return first?.has(record) === true && alike(record);
    return first?.has(record) === true && !others.some((other) => other.has(record));
  });
  next.set(made, {
    ...empty,
    name: change.name,
    place: lastPlace(next) + 1,
    rows: new Map(added.map((record) => [record, blank])),
  });
  return { touched: [made], changes: one(made, "added", added).changes };
}

function setFeature(next: Map<GroupId, Content>, group: GroupId, feature: Partial<Content>): Carried {
  const former = next.get(group) ?? empty;
  if (Object.entries(feature).every(([name, value]) => former[name as keyof Content] === value)) return nothing;
  next.set(group, { ...former, ...feature });
  return { touched: [group], changes: [] };
}

function makeDefault(next: Map<GroupId, Content>, group: GroupId): Carried {
  const former = [...next].find(([, { isDefault }]) => isDefault)?.[0];
  if (former === group || former === undefined) return nothing;
  next.set(former, { ...(next.get(former) ?? empty), isDefault: false });
  next.set(group, { ...(next.get(group) ?? empty), isDefault: true });
  return { touched: [former, group], changes: [] };
}

/** Those that are named come first; the others follow as they stood. The same order is no change. */
function reorder(next: Map<GroupId, Content>, { order }: ChangeOf<"reorder_groups">): Carried {
  const present = [...next].toSorted(([, a], [, b]) => a.place - b.place).map(([group]) => group);
  const named = order.map(groupOf);
  const wanted = [...named, ...present.filter((group) => !named.includes(group))];
  if (wanted.every((group, index) => group === present[index])) return nothing;
  for (const [place, group] of wanted.entries()) next.set(group, { ...(next.get(group) ?? empty), place });
  return { ...nothing, order: true };
}

const lastPlace = (groups: ReadonlyMap<GroupId, Content>): number => Math.max(...[...groups.values()].map(({ place }) => place));

const groupOf = (ref: string | undefined): GroupId => ref as GroupId;
const rowsOf = (next: ReadonlyMap<GroupId, Content>, group: GroupId): Map<RecordId, Note> => new Map(next.get(group)?.rows);

function setRows(next: Map<GroupId, Content>, group: GroupId, rows: Rows): void {
  next.set(group, { ...(next.get(group) ?? empty), rows });
}

function one(group: GroupId, change: RecordChange["change"], records: readonly RecordId[]): Carried {
  if (records.length === 0) return nothing;
  return { touched: [group], changes: records.map((record) => ({ group, record, change })) };
}

function ids(recordIds: readonly string[] | undefined): readonly RecordId[] {
  return [...new Set(recordIds as readonly RecordId[] | undefined)];
}
