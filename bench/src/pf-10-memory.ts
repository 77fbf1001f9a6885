// PF-10: bytes of memory per selection, of users whose views are warm; against sets of shared strings and bare number arrays.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { RecordId, UserId } from "@holdfast/contract";
import { type Holdfast, systemClock } from "holdfast";
import { type Bench, type Claim, type Goal, requireSame, shareOf } from "./claim.js";
import { onStage, type Stage, untilApplied } from "./stage.js";

interface Shape {
  readonly users: number;
  readonly selections: number;
  readonly goal: Goal;
  readonly most: number;
}

// Two fifths of 50,000 × 20 and a half of 2,000 × 1,000: enough for what else the process keeps to be small beside it.
const shapes: readonly Shape[] = [
  { users: 20_000, selections: 20, goal: "≤1", most: 18 },
  { users: 1000, selections: 1000, goal: "≤1", most: 5 },
];

export const memory: Claim = {
  id: "PF-10",
  name: "memory",
  purpose: "bytes of memory per selection",
  run: (bench) =>
    onStage(async (stage) => {
      const records = await stage.addRecords(5000);
      for (const shape of shapes) await measure(bench, stage, { ...shape, users: shareOf(bench, shape.users) }, records);
    }),
};

/** Users who do nothing for so many milliseconds are quiet. */
const quietAfter = 3000;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function usedBytes(): number {
  for (let round = 0; round < 3; round += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function measure(
  bench: Bench,
  stage: Stage,
  { users, selections, goal, most }: Shape,
  records: readonly RecordId[],
): Promise<void> {
  const ids = await stage.addUsers(users);
  await fill(stage, ids, selections);
  const all = users * selections;
  const holdfast = await stage.open({ viewBytes: 2 ** 31, quietAfterMs: quietAfter });
  await holdfast.catalogue.search({ filter: {}, sort: "title", order: "asc", offset: 0, limit: 1 });
  await loadAll(holdfast, ids.slice(0, 1));
  const before = usedBytes();
  await loadAll(holdfast, ids);
  await untilApplied(holdfast);
  await untilQuiet(holdfast);
  const [ours, self] = [(usedBytes() - before) / all, holdfast.status().views.bytes / all];
  await loadAll(holdfast, ids);
  const busy = (usedBytes() - before) / all;
  const group = await holdfast.selections.group(ids[0] as UserId, "default");
  requireSame("how many are selected", group?.count, selections);
  await holdfast.close();
  const row = { id: "PF-10", unit: "B" };
  const shape = `${users} × ${selections}`;
  bench.add({ ...row, case: `${shape}, whole view`, ours: [ours], peer: [most], peerName: "limit", goal });
  bench.add({
    ...row,
    case: `${shape}, whole view`,
    ours: [ours],
    peer: [perSelection(users, selections, (some) => new Set(some), records)],
    peerName: "Set of shared strings",
    goal: "",
  });
  bench.add({ ...row, case: `${shape}, whole view, while it is used`, ours: [busy], peer: [most], peerName: "limit", goal: "" });
  bench.add({
    ...row,
    case: `${shape}, as the view counts itself`,
    ours: [self],
    peer: [perSelection(users, selections, (some) => new Uint32Array(some.length), records)],
    peerName: "bare Uint32Array",
    goal: "",
  });
}

/** Selections straight into the tables: how they got there does not matter here. */
async function fill({ pool }: Stage, users: readonly UserId[], selections: number): Promise<void> {
  await pool.query(
    `with made as (
       insert into holdfast.selection_group (id, owner_user_id, name, is_default, place, version, count, created_at, updated_at)
       select gen_random_uuid(), owner, 'My selection', true, 0, 2, $2, now(), now() from unnest($1::uuid[]) as owner returning id, owner_user_id)
     insert into holdfast.selection (group_id, owner_id, record_id, added_by, version, created_at, updated_at)
     select made.id, owner_user_id, record.id, owner_user_id, 2, now(), now()
     from made cross join lateral (
       select id from holdfast.record where made.id is not null
       offset abs(hashtext(made.id::text)) % 4000 limit $2) as record`,
    [users, selections],
  );
}

async function loadAll(holdfast: Holdfast, users: readonly UserId[]): Promise<void> {
  for (let from = 0; from < users.length; from += 20)
    await Promise.all(users.slice(from, from + 20).map((userId) => holdfast.selections.groups(userId)));
}

async function untilQuiet(holdfast: Holdfast): Promise<void> {
  for (;;) {
    const { users, folded } = holdfast.status().views;
    if (folded === users) return;
    await systemClock.pause(20);
  }
}

function perSelection(
  users: number,
  selections: number,
  make: (some: readonly string[]) => object,
  records: readonly string[],
): number {
  const kept = new Map<number, object>();
  const before = usedBytes();
  for (let user = 0; user < users; user += 1) kept.set(user, make(records.slice(user % 4000, (user % 4000) + selections)));
  const bytes = usedBytes() - before;
  return kept.size === users ? bytes / (users * selections) : Number.NaN;
}
