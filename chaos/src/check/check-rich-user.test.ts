// The judge is judged on notes, moves, copies, undo, redo, combinations, restorations and orders: what came out otherwise is noticed.
import type { ChangeInput, GroupId, OperationAnswer, OperationId, RecordId, UserId, Version } from "@holdfast/contract";
import { describe, expect, it } from "vitest";
import { Ledger } from "../load/ledger.js";
import { checkUser } from "./check-user.js";
import type { TrailChange } from "./deed.js";
import type { GroupRow, OperationRow, TrailRow, UserRows } from "./read-user.js";
import { Tally } from "./tally.js";

const userId = "user" as UserId;
const [a, b, c] = ["group-a", "group-b", "group-c"] as [GroupId, GroupId, GroupId];
const [one, two] = ["record-1", "record-2"] as [RecordId, RecordId];
const nothing = { groupId: null, version: 0, count: 0, added: 0, alreadyThere: 0, removed: 0, notThere: 0, annotated: 0 };

type Row = readonly [group: GroupId | null, version: number | null, record: RecordId | null, change: TrailChange];
type Numbers = Partial<Omit<OperationAnswer, "version" | "undone">> & { readonly version?: number; readonly undoes?: string };

/** One user who does each of these once; every line says what is done, what is answered, and what the trail keeps of it. */
class History {
  readonly ledger = new Ledger();
  readonly operations: OperationRow[] = [];
  readonly trail: TrailRow[] = [];

  did(id: string, change: ChangeInput | "first-group", numbers: Numbers, ...rows: readonly Row[]): void {
    const position = this.operations.length + 1;
    const operation = id as OperationId;
    const { undoes, ...rest } = numbers;
    const undone = undoes === undefined ? {} : { undone: { operationId: undoes, kind: "move", skipped: 0, skippedItems: [] } };
    const answer = { ...nothing, ...rest, ...undone, position } as unknown as OperationAnswer;
    if (change !== "first-group")
      this.ledger.answered(this.ledger.asked({ operationId: operation, userId, change, ack: "journal" }), answer);
    const fingerprint = change === "first-group" ? change : "";
    this.operations.push({ id: operation, position, at: new Date(0), fingerprint, answer });
    for (const [group, version, record, change_] of rows)
      this.trail.push({
        operation_id: operation,
        position,
        group_id: group,
        group_version: version,
        record_id: record,
        change: change_,
      });
  }
}

const note = ["Read this", "to read"] as const;

function sound(): { readonly ledger: Ledger; readonly rows: UserRows } {
  const history = new History();
  history.did("zero", "first-group", { groupId: a, version: 1 }, [a, 1, null, null]);
  history.did("select", { kind: "select", recordId: one }, { groupId: a, version: 2, count: 1, added: 1 }, [a, 2, one, "added"]);
  const annotate: ChangeInput = { kind: "annotate", recordIds: [one], note: note[0], state: note[1] };
  history.did("annotate", annotate, { groupId: a, version: 3, count: 1, annotated: 1 }, [a, 3, one, "annotated"]);
  history.did("create", { kind: "create_group", name: "B" }, { groupId: b, version: 1 }, [b, 1, null, null]);
  const copy: ChangeInput = { kind: "copy", to: b, recordIds: [one, two] };
  history.did("copy", copy, { groupId: b, version: 2, count: 1, added: 1, notThere: 1 }, [b, 2, one, "added"]);
  history.did("more", { kind: "select", recordId: two }, { groupId: a, version: 4, count: 2, added: 1 }, [a, 4, two, "added"]);
  const moved = { count: 2, added: 1, removed: 1 };
  const move: ChangeInput = { kind: "move", to: b, recordIds: [two] };
  history.did("move", move, { ...moved, groupId: b, version: 3 }, [a, 5, two, "removed"], [b, 3, two, "added"]);
  const undone = { ...moved, groupId: a, version: 6, undoes: "move" };
  history.did("undo", { kind: "undo" }, undone, [a, 6, two, "added"], [b, 4, two, "removed"]);
  const redone = { ...moved, groupId: a, version: 7, count: 1, undoes: "move" };
  history.did("redo", { kind: "redo" }, redone, [a, 7, two, "removed"], [b, 5, two, "added"]);
  const combine: ChangeInput = { kind: "combine_groups", operation: "union", groups: [a, b], name: "C" };
  const combined = { groupId: c, version: 1, count: 2, added: 2 };
  history.did("combine", combine, combined, [c, 1, one, "added"], [c, 1, two, "added"]);
  const restore: ChangeInput = { kind: "restore_group", group: a, version: 4 as Version };
  history.did("restore", restore, { groupId: a, version: 8, count: 2, added: 1, alreadyThere: 1 }, [a, 8, two, "added"]);
  history.did("reorder", { kind: "reorder_groups", order: [c] }, {}, [null, null, null, null]);
  const group = (more: Partial<GroupRow>): GroupRow =>
    ({ is_default: false, count: 2, record_ids: [one, two], noted: {}, ...more }) as GroupRow;
  const groups = [
    group({ id: a, name: "My selection", is_default: true, place: 1, version: 8, noted: { [one]: note } }),
    group({ id: b, name: "B", place: 2, version: 5, noted: { [one]: note } }),
    group({ id: c, name: "C", place: 0, version: 1 }),
  ];
  return {
    ledger: history.ledger,
    rows: { operations: history.operations, trail: history.trail, groups, quarantined: new Set() },
  };
}

function problemsOf(rows: UserRows, ledger: Ledger): readonly string[] {
  const tally = new Tally();
  checkUser(rows, ledger, tally);
  return tally.problems;
}

const withGroup = (rows: UserRows, id: GroupId, more: Partial<GroupRow>): UserRows => ({
  ...rows,
  groups: rows.groups.map((row) => (row.id === id ? { ...row, ...more } : row)),
});
const withAnswer = (rows: UserRows, id: string, more: object): UserRows => ({
  ...rows,
  operations: rows.operations.map((row) => (row.id === id ? { ...row, answer: { ...row.answer, ...more } } : row)),
});
const withoutTrail = (rows: UserRows, id: string, group?: GroupId): UserRows => ({
  ...rows,
  trail: rows.trail.filter((row) => row.operation_id !== id || (group !== undefined && row.group_id !== group)),
});
const withChange = (rows: UserRows, id: string, change: TrailChange): UserRows => ({
  ...rows,
  trail: rows.trail.map((row) => (row.operation_id === id ? { ...row, change } : row)),
});

describe("a history with notes, moves and undo", () => {
  it("[SY-09, SE-09] that is sound has no problem", () => {
    const { ledger, rows } = sound();
    expect(problemsOf(rows, ledger)).toEqual([]);
  });

  const wrongs: readonly (readonly [string, (rows: UserRows) => UserRows])[] = [
    ["annotate: another note", (rows) => withGroup(rows, a, { noted: { [one]: ["Another", note[1]] } })],
    ["annotate: no state", (rows) => withGroup(rows, a, { noted: { [one]: [note[0], null] } })],
    ["annotate: a note on another record", (rows) => withGroup(rows, a, { noted: { [one]: note, [two]: note } })],
    ["annotate: counted otherwise", (rows) => withAnswer(rows, "annotate", { annotated: 0 })],
    ["annotate: told as something that joined", (rows) => withChange(rows, "annotate", "added")],
    ["copy: without its note", (rows) => withGroup(rows, b, { noted: {} })],
    ["copy: counted otherwise", (rows) => withAnswer(rows, "copy", { notThere: 0 })],
    ["copy: not in the trail", (rows) => withoutTrail(rows, "copy")],
    ["move: arrived, and never left", (rows) => withoutTrail(rows, "move", b)],
    ["move: left, and never arrived", (rows) => withoutTrail(rows, "move", a)],
    ["move: counted otherwise", (rows) => withAnswer(rows, "move", { removed: 0 })],
    ["undo: in one group only", (rows) => withoutTrail(rows, "undo", a)],
    ["undo: not at all", (rows) => withoutTrail(rows, "undo")],
    ["undo: of another gesture", (rows) => withAnswer(rows, "undo", { undone: { operationId: "copy" } })],
    ["undo: counted otherwise", (rows) => withAnswer(rows, "undo", { added: 2 })],
    ["redo: of what was never undone", (rows) => withAnswer(rows, "redo", { undone: { operationId: "select" } })],
    ["redo: without its effect", (rows) => withGroup(rows, b, { record_ids: [one], count: 1 })],
    ["combine: a record less", (rows) => withGroup(rows, c, { record_ids: [one], count: 1 })],
    ["combine: a note that the new group never got", (rows) => withGroup(rows, c, { noted: { [one]: note } })],
    ["combine: not in the trail", (rows) => withoutTrail(rows, "combine")],
    ["restore: a record less", (rows) => withGroup(rows, a, { record_ids: [one], count: 1 })],
    ["restore: counted otherwise", (rows) => withAnswer(rows, "restore", { alreadyThere: 2 })],
    ["restore: in another version", (rows) => withGroup(rows, a, { version: 9 })],
    ["reorder: another order", (rows) => withGroup(withGroup(rows, a, { place: 2 }), b, { place: 1 })],
    ["reorder: not in the trail", (rows) => withoutTrail(rows, "reorder")],
  ];
  it.each(wrongs)("[SY-02, SE-09] is noticed: %s", (_, spoil) => {
    const { ledger, rows } = sound();
    expect(problemsOf(spoil(rows), ledger)).not.toEqual([]);
  });
});
