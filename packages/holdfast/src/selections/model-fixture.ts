// What selections must come to, said as plainly as possible: one user's groups as maps, changed at once, with snapshots for undo.
import type { ChangeInput, GroupId, RecordId } from "@holdfast/contract";

export interface Note {
  readonly note: string | null;
  readonly state: string | null;
}

type Rows = ReadonlyMap<RecordId, Note>;

interface Content {
  readonly name: string;
  readonly rows: Rows;
}

/** One row of the trail. */
export interface Trace {
  readonly action: string;
  readonly group: GroupId;
  readonly version: number;
  readonly record: RecordId | null;
}

interface RecordChange {
  readonly group: GroupId;
  readonly record: RecordId;
  readonly change: "added" | "removed" | "annotated";
}

interface Step {
  readonly before: ReadonlyMap<GroupId, Content>;
  readonly after: ReadonlyMap<GroupId, Content>;
  readonly touched: readonly GroupId[];
  readonly changes: readonly RecordChange[];
}

const blank: Note = { note: null, state: null };
const wholeKinds: readonly string[] = ["clear_all", "delete_group"];

export class SelectionModel {
  groups: ReadonlyMap<GroupId, Content>;
  readonly versions: Map<GroupId, number>;
  readonly traces: Trace[] = [];
  readonly #done: Step[] = [];
  #undone: Step[] = [];

  constructor(first: GroupId, name: string) {
    this.groups = new Map([[first, { name, rows: new Map() }]]);
    this.versions = new Map([[first, 1]]);
    this.traces.push({ action: "create_group", group: first, version: 1, record: null });
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
    this.#trace(kind, step.touched, changes);
  }

  /** `made` is the id that a new group was given. */
  perform(change: ChangeInput, made: GroupId | null): void {
    const next = new Map(this.groups);
    const { touched, changes } = this.#carryOut(next, change, made);
    if (touched.length === 0) return;
    this.#done.push({ before: this.groups, after: next, touched, changes });
    this.#undone = [];
    this.groups = next;
    this.#trace(change.kind, touched, changes);
  }

  #carryOut(next: Map<GroupId, Content>, change: ChangeInput, made: GroupId | null): Pick<Step, "touched" | "changes"> {
    const rowsOf = (group: GroupId): Map<RecordId, Note> => new Map(next.get(group)?.rows);
    const set = (group: GroupId, rows: Rows): void => void next.set(group, { name: next.get(group)?.name ?? "", rows });
    const step = (
      group: GroupId,
      kind: RecordChange["change"],
      records: readonly RecordId[],
    ): Pick<Step, "touched" | "changes"> =>
      records.length === 0
        ? { touched: [], changes: [] }
        : { touched: [group], changes: records.map((record) => ({ group, record, change: kind })) };
    switch (change.kind) {
      case "bulk_select": {
        const [group, rows] = [change.group as GroupId, rowsOf(change.group as GroupId)];
        const added = ids(change.recordIds).filter((record) => !rows.has(record));
        for (const record of added) rows.set(record, blank);
        set(group, rows);
        return step(group, "added", added);
      }
      case "clear_all":
      case "bulk_deselect": {
        const [group, rows] = [change.group as GroupId, rowsOf(change.group as GroupId)];
        const removed =
          change.kind === "clear_all" ? [...rows.keys()] : ids(change.recordIds).filter((record) => rows.has(record));
        for (const record of removed) rows.delete(record);
        set(group, rows);
        return step(group, "removed", removed);
      }
      case "annotate": {
        const [group, rows] = [change.group as GroupId, rowsOf(change.group as GroupId)];
        const annotated = ids(change.recordIds).filter((record) => rows.has(record));
        for (const record of annotated) {
          const { note, state } = rows.get(record) ?? blank;
          rows.set(record, {
            note: change.note === undefined ? note : change.note,
            state: change.state === undefined ? state : change.state,
          });
        }
        set(group, rows);
        return step(group, "annotated", annotated);
      }
      case "move":
      case "copy": {
        const [from, to] = [change.group as GroupId, change.to as GroupId];
        const [source, target] = [rowsOf(from), rowsOf(to)];
        const there = ids(change.recordIds).filter((record) => source.has(record));
        const arriving = there.filter((record) => !target.has(record));
        for (const record of arriving) target.set(record, source.get(record) ?? blank);
        set(to, target);
        const joined = step(to, "added", arriving);
        if (change.kind === "copy") return joined;
        for (const record of there) source.delete(record);
        set(from, source);
        const left = step(from, "removed", there);
        return { touched: [...left.touched, ...joined.touched], changes: [...left.changes, ...joined.changes] };
      }
      case "create_group":
        next.set(made as GroupId, { name: change.name, rows: new Map() });
        return { touched: [made as GroupId], changes: [] };
      case "rename_group": {
        const group = change.group as GroupId;
        if (next.get(group)?.name === change.name) return { touched: [], changes: [] };
        next.set(group, { name: change.name, rows: rowsOf(group) });
        return { touched: [group], changes: [] };
      }
      case "delete_group": {
        const group = change.group as GroupId;
        const removed = [...rowsOf(group).keys()];
        next.delete(group);
        return { touched: [group], changes: step(group, "removed", removed).changes };
      }
      default:
        throw new Error(`The model does not know ${change.kind}.`);
    }
  }

  #trace(action: string, touched: readonly GroupId[], changes: readonly RecordChange[]): void {
    for (const group of touched) {
      const version = (this.versions.get(group) ?? 0) + 1;
      this.versions.set(group, version);
      const records = wholeKinds.includes(action)
        ? []
        : changes.filter((change) => change.group === group).map(({ record }) => record);
      for (const record of records.length === 0 ? [null] : records) this.traces.push({ action, group, version, record });
    }
  }
}

function ids(recordIds: readonly string[] | undefined): readonly RecordId[] {
  return [...new Set(recordIds as readonly RecordId[] | undefined)];
}
