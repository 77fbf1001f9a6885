// PF-06: an operation is validated, journaled, shown and answered; against engines that only make bytes durable, and against SQL.
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Actor, RecordId } from "@holdfast/contract";
import { type Holdfast, systemClock } from "holdfast";
import { open as openLmdb } from "lmdb";
import { type Bench, type Claim, type Goal, limit, quantile, type Sample, requireSame, shareOf } from "./claim.js";
import { openRedisLog, redisMissing } from "./peer/redis-log.js";
import { type Measure, sideBySide } from "./side-by-side.js";
import { onStage, perform, type Stage } from "./stage.js";

export const acknowledge: Claim = {
  id: "PF-06",
  name: "acknowledge",
  purpose: "operations acknowledged per second, and how long one waits",
  run: (bench) => onStage((stage) => measureAll(bench, stage)),
};

export type Work = (caller: number, index: number) => Promise<unknown>;

interface Level {
  readonly callers: number;
  /** Operations of each round. */
  readonly operations: number;
  readonly bare: Goal;
  readonly lmdb: Goal;
  readonly redis: Goal;
  readonly sql: Goal;
}

const levels: readonly Level[] = [
  { callers: 1, operations: 300, bare: "≥0.8", lmdb: "", redis: "", sql: "" },
  { callers: 10, operations: 3000, bare: "≥0.8", lmdb: "", redis: "", sql: "" },
  { callers: 100, operations: 8000, bare: "", lmdb: "≥1", redis: "≥1.8", sql: "≥20" },
  { callers: 1000, operations: 15_000, bare: "", lmdb: "", redis: "", sql: "" },
];

async function measureAll(bench: Bench, stage: Stage): Promise<void> {
  const records = await stage.addRecords(2000);
  // As after the first seconds of a server: what is measured is compiled code, ours and the peers', also for one caller.
  const practice = levels[2] as Level;
  await measureLevel({ ...bench, rounds: 1, add: () => undefined }, stage, practice, records);
  for (const level of levels) await measureLevel(bench, stage, level, records);
}

async function measureLevel(bench: Bench, stage: Stage, level: Level, records: readonly RecordId[]): Promise<void> {
  const { callers } = level;
  const operations = shareOf(bench, level.operations);
  const users = await stage.addUsers(Math.min(callers, 100));
  const actors = users.map((userId): Actor => ({ userId }));
  const holdfast = await openWarm(stage, actors, records);
  // The drain waits: what is measured is the acknowledgement, as it is for the engines beside it.
  await stage.proxy.cut();
  const bare = await openBareLog(join(await stage.folder(), "log"));
  const lmdb = openLmdb({ path: join(await stage.folder(), "lmdb") });
  const redis = await openRedisLog(await stage.folder());
  if (redis === undefined) bench.say(redisMissing);
  const waits: Record<"ours" | "bare", number[]> = { ours: [], bare: [] };
  const rate =
    (work: Work, kept?: number[], count = operations): Measure =>
    () =>
      perSecond(callers, count, work, kept);
  const recordOf = (index: number): RecordId => records[(index * 7919) % records.length] as RecordId;
  const before = holdfast.status().journal.lastPosition;
  const samples = await sideBySide(bench, {
    ours: rate(clicks(holdfast, actors, records), waits.ours),
    bare: rate((caller, index) => bare.append(line(caller, recordOf(index))), waits.bare),
    lmdb: rate((caller, index) => lmdb.put(systemClock.uuid(), line(caller, recordOf(index)))),
    redis: redis === undefined ? () => Number.NaN : rate((caller, index) => redis.append(line(caller, recordOf(index)))),
    sql: rate(
      (caller, index) => insertBoth(stage, actors[caller % actors.length] as Actor, recordOf(index)),
      undefined,
      Math.min(operations, 1000),
    ),
  });
  const journaled = holdfast.status().journal.durablePosition - before;
  requireSame("how many were made durable", journaled, await bare.lines());
  if (redis !== undefined) requireSame("how many Redis has", journaled, await redis.length());
  report(bench, level, samples, waits);
  await redis?.close();
  await bare.close();
  await lmdb.close();
  await holdfast.close(1);
  await stage.proxy.restore();
}

function report(
  bench: Bench,
  { callers, ...goals }: Level,
  { ours, bare, lmdb, redis, sql }: Record<"ours" | "bare" | "lmdb" | "redis" | "sql", Sample>,
  waits: Record<"ours" | "bare", Sample>,
): void {
  const who = callers === 1 ? "1 caller" : `${callers} callers`;
  const row = { id: "PF-06", case: who, unit: "/s", ours };
  bench.add({ ...row, peer: bare, peerName: "bare append + fdatasync", goal: goals.bare });
  bench.add({ ...row, peer: lmdb, peerName: "LMDB", goal: goals.lmdb });
  if (!redis.some(Number.isNaN))
    bench.add({ ...row, peer: redis, peerName: "Redis XADD, appendfsync always", goal: goals.redis });
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

/** One record selected, then the same one deselected, and on to the next: each changes something. */
export function clicks(holdfast: Holdfast, actors: readonly Actor[], records: readonly RecordId[]): Work {
  return (caller, index) =>
    perform(holdfast, actors[caller % actors.length] as Actor, {
      kind: index % 2 === 0 ? "select" : "deselect",
      recordId: records[((index >> 1) * 7919) % records.length] as RecordId,
    });
}

export async function openWarm(stage: Stage, actors: readonly Actor[], records: readonly RecordId[]): Promise<Holdfast> {
  const holdfast = await stage.open();
  const [first] = actors as readonly [Actor];
  // So that memory knows all of the records: the database is away afterwards.
  await perform(holdfast, first, { kind: "bulk_select", recordIds: [...records] });
  await perform(holdfast, first, { kind: "clear_all" });
  const recordIds = records.slice(0, 20);
  for (let from = 0; from < actors.length; from += 20)
    await Promise.all(actors.slice(from, from + 20).map((actor) => perform(holdfast, actor, { kind: "bulk_select", recordIds })));
  await Promise.all(actors.map(({ userId }) => holdfast.selections.flush(userId)));
  return holdfast;
}

export async function perSecond(callers: number, operations: number, work: Work, waits?: number[]): Promise<number> {
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
  /** How many lines the file has. */
  lines(): Promise<number>;
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
    lines: async () => (await readFile(path, "utf8")).split("\n").length - 1,
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
