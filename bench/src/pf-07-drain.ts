// PF-07: pairs of user and record that reach PostgreSQL per second, with state, audit, versions and position.
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import type { RecordId, UserId } from "@holdfast/contract";
import { from as copyFrom } from "pg-copy-streams";
import { type Bench, type Claim, shareOf } from "./claim.js";
import { sideBySide } from "./side-by-side.js";
import { meetRecords, onStage, perform, type Stage, untilApplied } from "./stage.js";

const users = 100;
const perUser = 400;
const perOperation = 50;

export const drain: Claim = {
  id: "PF-07",
  name: "drain",
  purpose: "pairs drained per second: state, audit, versions, position",
  run: (bench) => onStage((stage) => measureDrain(bench, stage)),
};

export async function measureDrain(bench: Bench, stage: Stage): Promise<void> {
  const load = { records: (await stage.addRecords(perUser)).slice(0, perUser), users: shareOf(bench, users) };
  const samples = await sideBySide(bench, {
    ours: () => drainAll(stage, load, 1),
    several: () => drainAll(stage, load, 3),
    copy: () => copyAll(stage, load),
    batches: () => insertBatches(stage, load),
  });
  const pairs = load.users * perUser;
  const row = { id: "PF-07", case: `${pairs} pairs, one connection`, unit: "pairs/s", ours: samples.ours };
  bench.add({ ...row, peer: samples.copy, peerName: "COPY into the same tables", goal: "≥0.75" });
  bench.add({ ...row, peer: samples.batches, peerName: "hand-written batches of 1,000", goal: "" });
  const lanes = { ...row, case: `${pairs} pairs, three connections`, ours: samples.several };
  bench.add({ ...lanes, peer: samples.copy, peerName: "COPY into the same tables", goal: "≥1" });
}

interface Load {
  readonly records: readonly RecordId[];
  readonly users: number;
}

/** Fills a journal while the database is away, then measures from opening on it to the last position applied. */
async function drainAll(stage: Stage, { records, users: count }: Load, lanes: number): Promise<number> {
  const journal = { directory: await stage.folder() };
  const first = await stage.open({ journal, lanes });
  const fresh = await stage.addUsers(count);
  for (const userId of fresh) await first.selections.groups(userId);
  await untilApplied(first);
  await meetRecords(first);
  await stage.proxy.cut();
  for (let from = 0; from < perUser; from += perOperation) {
    const recordIds = records.slice(from, from + perOperation);
    await Promise.all(fresh.map((userId) => perform(first, { userId }, { kind: "bulk_select", recordIds })));
  }
  await first.close(1);
  await stage.proxy.restore();
  const began = performance.now();
  const second = await stage.open({ journal, lanes });
  await untilApplied(second);
  const passed = performance.now() - began;
  await second.close();
  return (count * perUser * 1000) / passed;
}

interface Owned {
  readonly group: string;
  readonly owner: UserId;
}

async function makeGroups(stage: Stage, count: number): Promise<readonly Owned[]> {
  const owners = await stage.addUsers(count);
  const { rows } = await stage.pool.query<Owned>(
    `insert into holdfast.selection_group (id, owner_user_id, name, is_default, place, version, count, created_at, updated_at)
     select gen_random_uuid(), owner, 'Peer', true, 0, 1, 0, now(), now() from unnest($1::uuid[]) as owner
     returning id as group, owner_user_id as owner`,
    [owners],
  );
  return rows;
}

/** The bare load: the same rows into the same tables over one connection in one transaction, no versions, no position. */
async function copyAll(stage: Stage, { records, users: count }: Load): Promise<number> {
  const groups = await makeGroups(stage, count);
  const at = new Date().toISOString();
  const client = await stage.pool.connect();
  const began = performance.now();
  await client.query("begin");
  await pipeline(
    Readable.from(
      groups.map(({ group, owner }) =>
        records.map((record) => `${group}\t${owner}\t${record}\t${owner}\t1\t${at}\t${at}\n`).join(""),
      ),
    ),
    client.query(
      copyFrom("copy holdfast.selection (group_id, owner_id, record_id, added_by, version, created_at, updated_at) from stdin"),
    ),
  );
  await pipeline(
    Readable.from(
      groups.map(({ group, owner }) =>
        records.map((record) => `${at}\t${owner}\t${owner}\tbulk_select\t${group}\t1\t${record}\n`).join(""),
      ),
    ),
    client.query(
      copyFrom("copy holdfast.audit_event (at, actor_id, user_id, action, group_id, group_version, record_id) from stdin"),
    ),
  );
  await client.query("commit");
  const passed = performance.now() - began;
  client.release();
  return (count * perUser * 1000) / passed;
}

/** What a careful programmer writes: arrays of 1,000, state and trail in one transaction each. */
async function insertBatches(stage: Stage, { records, users: count }: Load): Promise<number> {
  const all = (await makeGroups(stage, count)).flatMap(({ group, owner }) =>
    records.map((record) => [group, owner, record] as const),
  );
  const began = performance.now();
  for (let from = 0; from < all.length; from += 1000) {
    const batch = all.slice(from, from + 1000);
    const values = [batch.map(([group]) => group), batch.map(([, owner]) => owner), batch.map(([, , record]) => record)];
    const client = await stage.pool.connect();
    await client.query("begin");
    await client.query({
      name: "peer-selection",
      text: `insert into holdfast.selection (group_id, owner_id, record_id, added_by, version, created_at, updated_at)
             select g, o, r, o, 1, now(), now() from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as pair (g, o, r)
             on conflict do nothing`,
      values,
    });
    await client.query({
      name: "peer-audit",
      text: `insert into holdfast.audit_event (at, actor_id, user_id, action, group_id, group_version, record_id)
             select now(), o, o, 'bulk_select', g, 1, r from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as pair (g, o, r)`,
      values,
    });
    await client.query("commit");
    client.release();
  }
  return (all.length * 1000) / (performance.now() - began);
}
