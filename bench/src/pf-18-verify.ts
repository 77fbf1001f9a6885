// PF-18: the whole trail verified, beside SHA-256 over the bytes of the same rows: by PostgreSQL where they are, and in memory.
import { hash } from "node:crypto";
import { type Holdfast, systemClock } from "holdfast";
import { type Bench, type Claim, shareOf } from "./claim.js";
import { sideBySide } from "./side-by-side.js";
import { onStage, type Stage } from "./stage.js";

const rows = 1_000_000;
const perInsert = 50_000;
const sampleRows = 20_000;

export const verify: Claim = {
  id: "PF-18",
  name: "verify",
  purpose: "an audit trail of a million rows verified, beside SHA-256 over the same bytes",
  run: (bench) => onStage((stage) => measureVerify(bench, stage)),
};

export async function measureVerify(bench: Bench, stage: Stage): Promise<void> {
  const count = shareOf(bench, rows);
  const holdfast = await stage.open();
  for (let from = 0; from < count; from += perInsert) await addEvents(stage, Math.min(perInsert, count - from));
  bench.say(`PF-18: ${count} rows are there; waiting for their seals.`);
  await untilSealed(holdfast, count);
  const bytes = await sampleOf(stage);
  const samples = await sideBySide(bench, {
    ours: () => timed(() => verifyAll(holdfast, count)),
    postgres: () => timed(() => hashInPostgres(stage)),
    memory: () => timed(async () => hashInMemory(bytes, count)),
  });
  const row = { id: "PF-18", case: `${count.toLocaleString("en")} rows`, unit: "ms", ours: samples.ours };
  bench.add({ ...row, peer: samples.postgres, peerName: "SHA-256 of each row in PostgreSQL", goal: "≤5" });
  bench.add({ ...row, peer: samples.memory, peerName: "SHA-256 of each row in memory", goal: "≤5" });
  await holdfast.close();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function addEvents({ pool }: Stage, count: number): Promise<void> {
  await pool.query(
    `insert into holdfast.audit_event
       (at, actor_id, user_id, action, group_id, group_version, record_id, operation_id, journal_id, position)
     select now(), someone, someone, 'bulk_select', someone, number, gen_random_uuid(), gen_random_uuid(), someone, number
     from generate_series(1, $1::integer) as number, (select gen_random_uuid() as someone) as who`,
    [count],
  );
}

async function untilSealed(holdfast: Holdfast, count: number): Promise<void> {
  while (holdfast.status().audit.rows < count) await systemClock.pause(100);
}

async function verifyAll({ audit }: Holdfast, count: number): Promise<void> {
  const { intact, rows: verified } = await audit.verify();
  if (!intact || verified < count) throw new Error(`Of ${count} rows ${verified} were verified, intact: ${intact}.`);
}

// What a leaf of the tree is made of: see `audit/sql/leaf-of-event.ts`.
const bytesOfEvent = `'\\x00'::bytea || record_send(row(
  event.id, event.xact, event.at, event.actor_id, event.user_id, event.tenant_id, event.action, event.group_id, event.group_version,
  event.record_id, event.token_id, event.operation_id, event.journal_id, event.position, event.context_id, event.metadata))`;

/** On one connection without helpers, as verifying is. */
async function hashInPostgres({ pool }: Stage): Promise<void> {
  const client = await pool.connect();
  await client.query("begin; set local max_parallel_workers_per_gather = 0");
  await client.query(`select count(sha256(${bytesOfEvent})) from holdfast.audit_event event`);
  await client.query("commit");
  client.release();
}

/** The bytes of some rows: a million would not fit into one value. */
async function sampleOf({ pool }: Stage): Promise<readonly Buffer[]> {
  const { rows: found } = await pool.query<{ bytes: Buffer }>(
    `select ${bytesOfEvent} as bytes from holdfast.audit_event event where record_id is not null limit $1`,
    [sampleRows],
  );
  return found.map(({ bytes }) => bytes);
}

function hashInMemory(bytes: readonly Buffer[], count: number): void {
  for (let index = 0; index < count; index += 1) hash("sha256", bytes[index % bytes.length] as Buffer, "buffer");
}
