// Measures one user's rows against the plain model, operation by operation: each there once, as a whole, as it was answered.
import type { OperationId } from "@holdfast/contract";
import type { Ledger } from "../load/ledger.js";
import { trailRow } from "./deed.js";
import { claimOf } from "./invert.js";
import { type Expected, type ModelGroup, UserModel } from "./model.js";
import type { GroupRow, OperationRow, TrailRow, UserRows } from "./read-user.js";
import type { Tally } from "./tally.js";

export function checkUser({ operations, trail, groups }: UserRows, ledger: Ledger, tally: Tally): void {
  const model = new UserModel();
  const trails = byOperation(trail);
  for (const operation of operations) {
    checkOperation(operation, model, trails.get(operation.id) ?? [], ledger, tally);
    trails.delete(operation.id);
  }
  for (const id of trails.keys()) tally.wrong(`The trail has rows of ${id}, which was never applied: a part of an operation.`);
  checkGroups(model, groups, tally);
}

function byOperation(rows: readonly TrailRow[]): Map<OperationId, TrailRow[]> {
  const trails = new Map<OperationId, TrailRow[]>();
  for (const row of rows) {
    const known = trails.get(row.operation_id);
    if (known === undefined) trails.set(row.operation_id, [row]);
    else known.push(row);
  }
  return trails;
}

function checkOperation(
  { id, fingerprint, position, answer }: OperationRow,
  model: UserModel,
  trail: readonly TrailRow[],
  ledger: Ledger,
  tally: Tally,
): void {
  const line = ledger.get(id);
  const isFirst = line === undefined && fingerprint === "first-group";
  // The first group of a user is made without being asked for.
  const change = isFirst ? { kind: "create_group" as const, name: "My selection" } : line?.change;
  if (change === undefined) return tally.wrong(`Operation ${id} at ${String(position)} was never asked for.`);
  if (line?.fate?.kind === "refused") tally.wrong(`Operation ${id} was refused (${line.fate.code}) and is in the database.`);
  const claims = new Set(trail.map(({ group_id: group, record_id: record }) => claimOf(group, record)));
  const expected = model.apply({ id, change, answer, claims, isGesture: !isFirst });
  if (expected === undefined)
    return tally.wrong(`Operation ${id} at ${String(position)} (${change.kind}) cannot have been possible there.`);
  if (line?.fate?.kind === "acknowledged") {
    if (line.fate.answer.undone?.operationId !== answer.undone?.operationId)
      tally.lose(id, "another gesture was undone than answered");
    if (!sameAnswer(line.fate.answer, expected)) tally.lose(id, `answered ${brief(line.fate.answer)}, is ${brief(expected)}`);
    if (line.ack !== "memory" && position !== null && line.fate.answer.position !== position)
      tally.lose(id, `acknowledged at ${line.fate.answer.position}, applied at ${String(position)}`);
  }
  if (!sameAnswer(answer, expected))
    tally.wrong(`The kept answer of ${id} at ${String(position)} is ${brief(answer)}, expected ${brief(expected)}.`);
  const rows = trail.map((row) => trailRow(row.group_id, row.group_version, row.record_id, row.change));
  checkTrail(id, rows, expected.trail, tally);
}

const counted = ["groupId", "version", "count", "added", "alreadyThere", "removed", "notThere", "annotated"] as const;

type Told = { readonly [Key in (typeof counted)[number]]?: Expected[Key] | undefined };

const sameAnswer = (given: Told, expected: Told): boolean => counted.every((key) => (given[key] ?? 0) === (expected[key] ?? 0));

function brief(answer: Told): string {
  return counted.map((key) => `${key}=${String(answer[key])}`).join(" ");
}

function checkTrail(id: OperationId, given: readonly string[], expected: readonly string[], tally: Tally): void {
  const left = new Map<string, number>();
  for (const row of expected) left.set(row, (left.get(row) ?? 0) + 1);
  let surplus = 0;
  for (const row of given) {
    const times = left.get(row) ?? 0;
    if (times === 0) surplus += 1;
    else if (times === 1) left.delete(row);
    else left.set(row, times - 1);
  }
  if (surplus > 0) tally.double(id, `${surplus} rows too many in the trail`);
  if (left.size > 0) tally.lose(id, `${left.size} rows missing in the trail`);
}

function checkGroups(model: UserModel, rows: readonly GroupRow[], tally: Tally): void {
  if (rows.length !== model.groups.size) tally.wrong(`${rows.length} groups in the database, ${model.groups.size} expected.`);
  for (const row of rows) {
    const group = model.groups.get(row.id);
    if (group === undefined) tally.wrong(`Group ${row.id} (${row.name}) should not be there.`);
    else checkGroup(row, group, tally);
  }
}

function checkGroup(row: GroupRow, { image, version, records }: ModelGroup, tally: Tally): void {
  const { id, record_ids: ids, noted } = row;
  const [given, expected] = [
    `${row.name} ${row.is_default} ${row.place} at ${row.version}`,
    `${image.name} ${image.isDefault} ${image.place} at ${version}`,
  ];
  if (given !== expected) tally.wrong(`Group ${id} is ${given}, expected ${expected}.`);
  if (row.count !== ids.length) tally.wrong(`Group ${id} says ${row.count} and has ${ids.length} rows.`);
  const there = new Set<string>(ids);
  const missing = [...records.keys()].filter((record) => !there.has(record)).length;
  const surplus = ids.length - (records.size - missing);
  if (missing > 0 || surplus > 0) tally.wrong(`Group ${id}: ${missing} records missing, ${surplus} too many.`);
  const other = ids.filter((record) => {
    const [note, state] = noted[record] ?? [null, null];
    const membership = records.get(record);
    return membership !== undefined && (membership.note !== note || membership.state !== state);
  });
  if (other.length > 0)
    tally.wrong(`Group ${id}: ${other.length} records with another note or state than was set, such as ${other[0]}.`);
}
