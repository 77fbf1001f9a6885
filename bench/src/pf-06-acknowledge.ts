// PF-06: an operation is validated, journaled, shown and answered; against engines that only make bytes durable, and against SQL.
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Actor, RecordId } from "@holdfast/contract";
import { type Holdfast, systemClock } from "holdfast";
import { open as openLmdb } from "lmdb";
import { type Bench, type Claim, type Goal, limit, quantile, type Sample } from "./claim.js";
import { type Measure, sideBySide } from "./side-by-side.js";
import { onStage, perform, type Stage } from "./stage.js";

export const acknowledge: Claim = {
  id: "PF-06",
  name: "acknowledge",
  purpose: "operations acknowledged per second, and how long one waits",
  run: (bench) => onStage((stage) => measureAll(bench, stage)),
};

type Work = (caller: number, index: number) => Promise<unknown>;

interface Level {
  readonly callers: number;
  /** Operations of each round. */
  readonly operations: number;
  readonly bare: Goal;
  readonly lmdb: Goal;
  readonly sql: Goal;
}

const levels: readonly Level[] = [
  { callers: 1, operations: 300, bare: "≥0.8", lmdb: "", sql: "" },
  { callers: 10, operations: 3000, bare: "≥0.8", lmdb: "", sql: "" },
  { callers: 100, operations: 8000, bare: "", lmdb: "≥1", sql: "≥20" },
  { callers: 1000, operations: 15_000, bare: "", lmdb: "", sql: "" },
];

async function measureAll(bench: Bench, stage: Stage): Promise<void> {
  const records = await stage.addRecords(2000);
  for (const level of levels) await measureLevel(bench, stage, level, records);
}

async function measureLevel(bench: Bench, stage: Stage, level: Level, records: readonly RecordId[]): Promise<void> {
  const { callers, operations } = level;
  const users = await stage.addUsers(Math.min(callers, 100));
  const actors = users.map((userId): Actor => ({ userId }));
  const holdfast = await openWarm(stage, actors, records);
  // The drain waits: what is measured is the acknowledgement, as it is for the engines beside it.
  await stage.proxy.cut();
  const bare = await openBareLog(join(await stage.folder(), "log"));
  const lmdb = openLmdb({ path: join(await stage.folder(), "lmdb") });
  const waits: Record<"ours" | "bare", number[]> = { ours: [], bare: [] };
  const rate =
    (work: Work, kept?: number[], count = operations): Measure =>
    () =>
      perSecond(callers, count, work, kept);
  const recordOf = (index: number): RecordId => records[(index * 7919) % records.length] as RecordId;
  const samples = await sideBySide(bench, {
    ours: rate(
      (caller, index) =>
        perform(holdfast, actors[caller % actors.length] as Actor, {
          kind: index % 2 === 0 ? "select" : "deselect",
          recordId: recordOf(index >> 1),
        }),
      waits.ours,
    ),
    bare: rate((caller, index) => bare.append(line(caller, recordOf(index))), waits.bare),
    lmdb: rate((caller, index) => lmdb.put(systemClock.uuid(), line(caller, recordOf(index)))),
    sql: rate(
      (caller, index) => insertBoth(stage, actors[caller % actors.length] as Actor, recordOf(index)),
      undefined,
      Math.min(operations, 1000),
    ),
  });
  report(bench, level, samples, waits);
  await bare.close();
  await lmdb.close();
  await holdfast.close(1);
  await stage.proxy.restore();
}

function report(
  bench: Bench,
  { callers, ...goals }: Level,
  { ours, bare, lmdb, sql }: Record<"ours" | "bare" | "lmdb" | "sql", Sample>,
  waits: Record<"ours" | "bare", Sample>,
): void {
  const who = callers === 1 ? "1 caller" : `${callers} callers`;
  const row = { id: "PF-06", case: who, unit: "/s", ours };
  bench.add({ ...row, peer: bare, peerName: "bare append + fdatasync", goal: goals.bare });
  bench.add({ ...row, peer: lmdb, peerName: "LMDB", goal: goals.lmdb });
  bench.add({ ...row, peer: sql, peerName: "PostgreSQL insert + audit", goal: goals.sql });
  const wait = (share: number, name: "ours" | "bare"): Sample => [quantile(waits[name], share)];
  bench.add({
    id: "PF-06",
    case: `${who}, p50`,
    unit: "ms",
    ours: wait(0.5, "ours"),
    peer: wait(0.5, "bare"),
    peerName: "bare append + fdatasync",
    goal: callers === 1 ? "≤1.5" : "",
  });
  bench.add({
    id: "PF-06",
    case: `${who}, p99`,
    unit: "ms",
    ours: wait(0.99, "ours"),
    peer: limit(2),
    peerName: "limit",
    goal: callers > 100 ? "" : "<1",
  });
}

async function openWarm(stage: Stage, actors: readonly Actor[], records: readonly RecordId[]): Promise<Holdfast> {
  const holdfast = await stage.open();
  for (const actor of actors) await perform(holdfast, actor, { kind: "bulk_select", recordIds: records.slice(0, 20) });
  for (const { userId } of actors) await holdfast.selections.flush(userId);
  return holdfast;
}

async function perSecond(callers: number, operations: number, work: Work, waits?: number[]): Promise<number> {
  let next = 0;
  const call = async (caller: number): Promise<void> => {
    while (next < operations) {
      const index = next++;
      const began = performance.now();
      await work(caller, index);
      waits?.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  return (operations * 1000) / (performance.now() - began);
}

/** As many bytes as a small operation has. */
function line(caller: number, recordId: RecordId): string {
  return `${JSON.stringify({ caller, operationId: systemClock.uuid(), kind: "select", recordId, at: systemClock.timestamp() })}\n`;
}

interface BareLog {
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The least that durability costs: one write and one fdatasync for everything that came meanwhile; no checksum, no order, no view. */
async function openBareLog(path: string): Promise<BareLog> {
  const file = await open(path, "a");
  let waiting: { readonly text: string; readonly resolve: () => void }[] = [];
  let busy = false;
  const writeAll = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await file.write(batch.map(({ text }) => text).join(""));
      await file.datasync();
      for (const { resolve } of batch) resolve();
    }
    busy = false;
  };
  return {
    append: (text) =>
      new Promise((resolve) => {
        waiting.push({ text, resolve });
        if (!busy) void Promise.resolve().then(() => (busy ? undefined : writeAll()));
      }),
    close: () => file.close(),
  };
}

/** What an application without a journal does for each click: state and trail in one transaction. */
async function insertBoth({ pool }: Stage, { userId }: Actor, recordId: RecordId): Promise<void> {
  await pool.query({
    name: "insert-both",
    text: `with owned as (select id, owner_id from holdfast.selection_group where owner_user_id = $1 and is_default),
             kept as (
               insert into holdfast.selection (group_id, owner_id, record_id, added_by, version, created_at, updated_at)
               select id, owner_id, $2, $1, 1, now(), now() from owned
               on conflict (group_id, record_id) do update set updated_at = excluded.updated_at)
           insert into holdfast.audit_event (at, actor_id, user_id, action, group_id, record_id)
           select now(), $1, $1, 'select', id, $2 from owned`,
    values: [userId, recordId],
  });
}
