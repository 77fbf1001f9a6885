// The judge is judged: what is lost, doubled, partial or invented must be noticed, and a sound history must not.
import type { ChangeInput, GroupId, OperationAnswer, OperationId, RecordId, UserId, Version } from "@holdfast/contract";
import { describe, expect, it } from "vitest";
import { Ledger } from "../load/ledger.js";
import { checkUser } from "./check-user.js";
import type { UserRows } from "./read-user.js";
import { Tally } from "./tally.js";

const userId = "user" as UserId;
const group = "group" as GroupId;
const [first, second] = ["record-1", "record-2"] as [RecordId, RecordId];
const at = new Date(0);

const answer = (numbers: Partial<OperationAnswer>): OperationAnswer =>
  ({
    groupId: group,
    version: 1,
    count: 0,
    added: 0,
    alreadyThere: 0,
    removed: 0,
    notThere: 0,
    annotated: 0,
    position: 1,
    ...numbers,
  }) as OperationAnswer;

/** One user who selects two records, one after the other. */
function soundHistory() {
  const ledger = new Ledger();
  const select = (id: string, recordId: RecordId, numbers: Partial<OperationAnswer>) => {
    const change: ChangeInput = { kind: "select", recordId };
    const line = ledger.asked({ operationId: id as OperationId, userId, change, ack: "journal" });
    const given = answer({ added: 1, ...numbers });
    ledger.answered(line, given);
    return given;
  };
  const one = select("one", first, { version: 2 as Version, count: 1, position: 2 as never });
  const two = select("two", second, { version: 3 as Version, count: 2, position: 3 as never });
  const made = { position: 1, group_id: group, group_version: 1, record_id: null, change: null };
  const joined = { ...made, change: "added" as const };
  const rows = {
    operations: [
      { id: "zero" as OperationId, position: 1, at, fingerprint: "first-group", answer: answer({}) },
      { id: "one" as OperationId, position: 2, at, fingerprint: "", answer: one },
      { id: "two" as OperationId, position: 3, at, fingerprint: "", answer: two },
    ],
    trail: [
      { operation_id: "zero" as OperationId, ...made },
      { operation_id: "one" as OperationId, ...joined, group_version: 2, record_id: first },
      { operation_id: "two" as OperationId, ...joined, group_version: 3, record_id: second },
    ],
    groups: [
      {
        id: group,
        name: "My selection",
        is_default: true,
        place: 0,
        version: 3,
        count: 2,
        record_ids: [first, second],
        noted: {},
      },
    ],
    quarantined: new Set<OperationId>(),
  } satisfies UserRows;
  return { ledger, rows };
}

function judge(rows: UserRows, ledger: Ledger): { readonly lost: number; readonly doubled: number; readonly problems: number } {
  const tally = new Tally();
  checkUser(rows, ledger, tally);
  return { lost: tally.lost, doubled: tally.doubled, problems: tally.problems.length };
}

describe("a history", () => {
  it("[SY-09] that is sound has no problem", () => {
    const { ledger, rows } = soundHistory();
    expect(judge(rows, ledger)).toEqual({ lost: 0, doubled: 0, problems: 0 });
  });

  it("[SY-02, L-25] with a row of the trail twice is doubled, without one is lost", () => {
    const { ledger, rows } = soundHistory();
    const [, one] = rows.trail;
    expect(judge({ ...rows, trail: [...rows.trail, one!] }, ledger)).toMatchObject({ doubled: 1 });
    expect(judge({ ...rows, trail: rows.trail.slice(0, -1) }, ledger)).toMatchObject({ lost: 1 });
  });

  it("[SY-02] with the trail of an operation that was never applied has a part of it", () => {
    const { ledger, rows } = soundHistory();
    expect(judge({ ...rows, operations: rows.operations.slice(0, 2) }, ledger).problems).toBeGreaterThan(0);
  });

  it("[SE-06] with a gap in the versions, a wrong count or a missing row is noticed", () => {
    const { ledger, rows } = soundHistory();
    const [only] = rows.groups;
    for (const wrong of [
      { version: 4 },
      { count: 3 },
      { record_ids: [first] },
      { record_ids: [first, second, "record-3" as RecordId], count: 3 },
    ]) {
      expect(judge({ ...rows, groups: [{ ...only!, ...wrong }] }, ledger).problems).toBeGreaterThan(0);
    }
  });

  it("[SY-02] in which an acknowledged operation came out otherwise is lost", () => {
    const { ledger, rows } = soundHistory();
    const swapped = [rows.operations[0]!, { ...rows.operations[2]!, position: 2 }, { ...rows.operations[1]!, position: 3 }];
    expect(judge({ ...rows, operations: swapped }, ledger).lost).toBe(2);
  });

  it("with something that nobody asked for, or that was refused, is noticed", () => {
    const { ledger, rows } = soundHistory();
    expect(
      judge({ ...rows, operations: [...rows.operations, { ...rows.operations[2]!, id: "three" as OperationId }] }, ledger)
        .problems,
    ).toBeGreaterThan(0);
    ledger.refused(ledger.get("two" as OperationId)!, "not_found");
    expect(judge(rows, ledger).problems).toBeGreaterThan(0);
  });
});
