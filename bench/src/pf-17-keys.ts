// PF-17: rows sealed anew under another key, and rows of plaintext taken over, beside two writers: against opening and sealing each on one core.
import { randomBytes } from "node:crypto";
import type { UserId } from "@holdfast/contract";
import { generateKey, Keyring, openTokenStore, type TokenStore } from "holdfast";
import { openBare, sealBare } from "./bare-seal.js";
import type { Bench, Claim, Sample } from "./claim.js";
import { onStage, type Stage } from "./stage.js";
import { HelperProcess } from "./helper-process.js";
import type { WriterOrder } from "./writer-main.js";

const provider = "mastodon";
/** Of each kind of round. */
const standardRows = 10_000;

export const keyRotation: Claim = {
  id: "PF-17",
  name: "keys",
  purpose: "rows per second that are sealed anew, and that are taken over from plaintext, with two writers at work",
  run: (bench) => onStage((stage) => measureKeys(bench, stage, standardRows)),
};

/** Rows per second of each round. */
interface Samples {
  readonly rotated: number[];
  readonly imported: number[];
  readonly bare: number[];
}

export async function measureKeys(bench: Bench, stage: Stage, rows: number): Promise<void> {
  const samples: Samples = { rotated: [], imported: [], bare: [] };
  const keys = [generateKey("round0").reveal()];
  // The first round warms up.
  for (let round = 0; round <= bench.rounds; round += 1) {
    const users = await stage.addUsers(rows);
    const written = await stage.addUsers(200);
    const table = `platform_tokens_${round}`;
    await fillPlaintext(stage, table, users);
    const current = keys.join(",");
    const next = [generateKey(`round${round + 1}`).reveal(), ...keys].join(",");
    const imported = await besideWriters(stage, current, written, (store) => takeOver(store, stage, table, rows));
    const rotated = await besideWriters(stage, next, written, rotateAll);
    const bare = bareRate(users);
    keys.unshift(next.slice(0, next.indexOf(",")));
    if (round === 0) continue;
    samples.imported.push(imported);
    samples.rotated.push(rotated);
    samples.bare.push(bare);
  }
  const peer: { readonly peer: Sample; readonly peerName: string; readonly goal: "≥0.5" } = {
    peer: samples.bare,
    peerName: "open + seal on one core",
    goal: "≥0.5",
  };
  bench.add({ id: "PF-17", case: "rotation", unit: "rows/s", ours: samples.rotated, ...peer });
  bench.add({ id: "PF-17", case: "from plaintext", unit: "rows/s", ours: samples.imported, ...peer });
}

async function fillPlaintext({ pool }: Stage, table: string, users: readonly UserId[]): Promise<void> {
  await pool.query(
    `create table public.${table} (id bigserial primary key, user_id uuid, platform text, access_token text, refresh_token text, expires_at timestamp)`,
  );
  await pool.query(
    `insert into public.${table} (user_id, platform, access_token, refresh_token, expires_at)
     select id, $2, 'access-' || id, 'refresh-' || id, timestamp '2040-01-02 03:04:05' from unnest($1::uuid[]) as id`,
    [users, provider],
  );
}

async function besideWriters(
  { urls }: Stage,
  keys: string,
  users: readonly UserId[],
  work: (store: TokenStore) => Promise<number>,
): Promise<number> {
  const { requestUrl, workerUrl } = urls;
  const order: WriterOrder = { requestUrl, workerUrl, keys, users, provider, every: 5 };
  const store = await openTokenStore({
    database: { requestUrl, workerUrl },
    keyring: Keyring.parse(keys),
    upkeep: { warm: { most: 0 } },
  });
  const orders = [order, { ...order, users: users.toReversed() }];
  const writers = orders.map((one) => new HelperProcess("./writer-main.ts", one));
  try {
    await Promise.all(writers.map((writer) => writer.opened()));
    return await work(store);
  } finally {
    await Promise.all(writers.map((writer) => writer.close()));
    await store.close();
  }
}

async function takeOver({ administration }: TokenStore, { urls }: Stage, table: string, rows: number): Promise<number> {
  const began = performance.now();
  const report = await administration.importPlaintext({ source: { url: urls.adminUrl, table } });
  if (report.verified !== rows) throw new Error(`${report.verified} of ${rows} rows were taken over.`);
  return (rows / (performance.now() - began)) * 1000;
}

async function rotateAll({ keys }: TokenStore): Promise<number> {
  const began = performance.now();
  const report = await keys.rotate();
  if (!report.finished || report.census.outdated > 0) throw new Error(`${report.census.outdated} rows were left.`);
  return (report.resealed / (performance.now() - began)) * 1000;
}

/** Each row has two secrets, opened and sealed again. */
function bareRate(users: readonly UserId[]): number {
  const [older, newer] = [randomBytes(32), randomBytes(32)];
  const sealed = users.map((id) => [sealBare(older, Buffer.from(`access-${id}`)), sealBare(older, Buffer.from(`refresh-${id}`))]);
  const began = performance.now();
  for (const secrets of sealed) for (const secret of secrets) sealBare(newer, openBare(older, secret));
  return (users.length / (performance.now() - began)) * 1000;
}
