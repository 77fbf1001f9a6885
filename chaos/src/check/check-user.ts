// Measures one user's rows against the plain model, operation by operation: each there once, as a whole, as it was answered.
import type { OperationId } from "@holdfast/contract";
import type { Ledger } from "../load/ledger.js";
import { type Expected, trailRow, UserModel } from "./model.js";
import type { GroupRow, OperationRow, TrailRow, UserRows } from "./read-user.js";
import type { Tally } from "./tally.js";

export function checkUser({ operations, trail, groups }: UserRows, ledger: Ledger, tally: Tally): void {
  const model = new UserModel();
  const trails = trailsOf(trail);
  for (const operation of operations) {
    checkOperation(operation, model, trails.get(operation.id) ?? [], ledger, tally);
    trails.delete(operation.id);
  }
  for (const id of trails.keys()) tally.wrong(`The trail has rows of ${id}, which was never applied: a part of an operation.`);
  checkGroups(model, groups, tally);
}

function trailsOf(rows: readonly TrailRow[]): Map<OperationId, string[]> {
  const trails = new Map<OperationId, string[]>();
  for (const row of rows) {
    const text = trailRow(row.group_id, row.group_version, row.record_id);
    const known = trails.get(row.operation_id);
    if (known === undefined) trails.set(row.operation_id, [text]);
    else known.push(text);
  }
  return trails;
}

function checkOperation(
  { id, fingerprint, position, answer }: OperationRow,
  model: UserModel,
  trail: readonly string[],
  ledger: Ledger,
  tally: Tally,
): void {
  const line = ledger.get(id);
  // The first group of a user is made without being asked for.
  const change =
    line?.change ?? (fingerprint === "first-group" ? { kind: "create_group" as const, name: "My selection" } : undefined);
  if (change === undefined) return tally.wrong(`Operation ${id} at ${String(position)} was never asked for.`);
  if (line?.fate?.kind === "refused") tally.wrong(`Operation ${id} was refused (${line.fate.code}) and is in the database.`);
  const expected = model.apply(change, answer.groupId);
  if (expected === undefined)
    return tally.wrong(`Operation ${id} at ${String(position)} (${change.kind}) cannot have been possible there.`);
  if (line?.fate?.kind === "acknowledged") {
    if (!sameAnswer(line.fate.answer, expected)) tally.lose(id, `answered ${brief(line.fate.answer)}, is ${brief(expected)}`);
    if (line.ack !== "memory" && position !== null && line.fate.answer.position !== position)
      tally.lose(id, `acknowledged at ${line.fate.answer.position}, applied at ${String(position)}`);
  }
  if (!sameAnswer(answer, expected))
    tally.wrong(`The kept answer of ${id} at ${String(position)} is ${brief(answer)}, expected ${brief(expected)}.`);
  checkTrail(id, trail, expected.trail, tally);
}

const counted = ["groupId", "version", "count", "added", "alreadyThere", "removed", "notThere"] as const;

function sameAnswer(given: Omit<Expected, "trail">, expected: Omit<Expected, "trail">): boolean {
  return counted.every((key) => given[key] === expected[key]);
}

function brief(answer: Omit<Expected, "trail">): string {
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
  for (const { id, name, is_default, version, count, record_ids } of rows) {
    const group = model.groups.get(id);
    if (group === undefined) {
      tally.wrong(`Group ${id} (${name}) should not be there.`);
      continue;
    }
    const { name: called, isDefault, version: reached, records } = group;
    if (name !== called || is_default !== isDefault || version !== reached) {
      tally.wrong(`Group ${id} is ${name} ${is_default} at ${version}, expected ${called} ${isDefault} at ${reached}.`);
    }
    if (count !== record_ids.length) tally.wrong(`Group ${id} says ${count} and has ${record_ids.length} rows.`);
    const there = new Set<string>(record_ids);
    const missing = [...records].filter((record) => !there.has(record)).length;
    const surplus = record_ids.length - (records.size - missing);
    if (missing > 0 || surplus > 0) tally.wrong(`Group ${id}: ${missing} records missing, ${surplus} too many.`);
  }
}
