// PF-09: select all 19,000 records of a catalogue: acknowledged, applied, read back, cleared; and what others feel of it.
import type { Actor, GroupRef, RecordId, UserId } from "@holdfast/contract";
import { type Holdfast, systemClock } from "holdfast";
import { type Bench, type Claim, limit, quantile, shareOf } from "./claim.js";
import { sideBySide } from "./side-by-side.js";
import { onStage, perform, type Stage } from "./stage.js";
import { watchUsers } from "./watch-users.js";

const records = 19_000;

export const selectAll: Claim = {
  id: "PF-09",
  name: "bulk",
  purpose: "select all 19,000: acknowledged, applied, read back, cleared",
  run: (bench) => onStage((stage) => measureBulk(bench, stage)),
};

interface Times {
  readonly acknowledged: number[];
  readonly read: number[];
  readonly cleared: number[];
}

export async function measureBulk(bench: Bench, stage: Stage): Promise<void> {
  const all = await stage.addRecords(shareOf(bench, records));
  const holdfast = await stage.open();
  const ours: Times = { acknowledged: [], read: [], cleared: [] };
  const sql: Times = { acknowledged: [], read: [], cleared: [] };
  const others = await startOthers(holdfast, await stage.addUsers(20), all);
  const { applied, written } = await sideBySide(bench, {
    applied: async () => once(holdfast, (await stage.addUsers(1))[0] as UserId, ours),
    written: async () => onceInSql(stage, (await stage.addUsers(1))[0] as UserId, sql),
  });
  const lags = await others.stop();
  const row = { id: "PF-09", unit: "ms" };
  bench.add({ ...row, case: "acknowledged", ours: ours.acknowledged, peer: limit(20), peerName: "limit", goal: "<1" });
  bench.add({ ...row, case: "applied", ours: applied, peer: written, peerName: "hand-written SQL", goal: "≤1.1" });
  bench.add({ ...row, case: "read back", ours: ours.read, peer: sql.read, peerName: "hand-written SQL", goal: "" });
  bench.add({
    ...row,
    case: "cleared, acknowledged",
    ours: ours.cleared,
    peer: sql.cleared,
    peerName: "hand-written SQL",
    goal: "",
  });
  bench.add({
    ...row,
    case: "others' lag meanwhile, p99",
    ours: [quantile(lags, 0.99)],
    peer: limit(200),
    peerName: "limit",
    goal: "<1",
  });
  await holdfast.close();
}

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  into.push(performance.now() - began);
  return result;
}

/** Answers the milliseconds from the click to everything applied. */
async function once(holdfast: Holdfast, userId: UserId, times: Times): Promise<number> {
  const group: GroupRef = "default";
  await holdfast.selections.groups(userId);
  await holdfast.selections.flush(userId);
  const began = performance.now();
  await timed(times.acknowledged, () => perform(holdfast, { userId }, { kind: "bulk_select", group, query: { filter: {} } }));
  await holdfast.selections.flush(userId);
  const applied = performance.now() - began;
  await timed(times.read, () => holdfast.selections.records(userId, group));
  await timed(times.cleared, () => perform(holdfast, { userId }, { kind: "clear_all", group }));
  await holdfast.selections.flush(userId);
  return applied;
}

async function onceInSql({ pool }: Stage, userId: UserId, times: Times): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into holdfast.selection_group (id, owner_user_id, name, is_default, place, version, count, created_at, updated_at)
     values (gen_random_uuid(), $1, 'Peer', true, 0, 1, 0, now(), now()) returning id`,
    [userId],
  );
  const group = rows[0]?.id;
  const began = performance.now();
  await pool.query(
    `with kept as (
       insert into holdfast.selection (group_id, owner_id, record_id, added_by, version, created_at, updated_at)
       select $1, $2, id, $2, 1, now(), now() from holdfast.record returning record_id)
     insert into holdfast.audit_event (at, actor_id, user_id, action, group_id, group_version, record_id)
     select now(), $2, $2, 'bulk_select', $1, 1, record_id from kept`,
    [group, userId],
  );
  const applied = performance.now() - began;
  await timed(times.read, () => pool.query("select record_id from holdfast.selection where group_id = $1", [group]));
  await timed(times.cleared, () => pool.query("delete from holdfast.selection where group_id = $1", [group]));
  return applied;
}

/** A little work of other users beside it, whose lag is watched. */
async function startOthers(
  holdfast: Holdfast,
  users: readonly UserId[],
  all: readonly RecordId[],
): Promise<{ readonly stop: () => Promise<readonly number[]> }> {
  const ledger = await watchUsers(holdfast, users);
  let stopped = false;
  const running = users.map(async (userId, index) => {
    const actor: Actor = { userId };
    for (let turn = index; !stopped; turn += 31) {
      const { position } = await perform(holdfast, actor, { kind: "select", recordId: all[turn % all.length] as RecordId });
      ledger.acknowledged(userId, position);
      await systemClock.pause(100);
    }
  });
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(running);
      for (const userId of users) await holdfast.selections.flush(userId);
      return ledger.stop();
    },
  };
}
