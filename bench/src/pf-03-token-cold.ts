// PF-03: a held token that is not in memory, asked for by 64 callers at once: against one point SELECT and one open.
import { randomBytes } from "node:crypto";
import type { UserId } from "@holdfast/contract";
import { generateKey, Keyring, openTokenStore, systemClock, type TokenStore } from "holdfast";
import pg from "pg";
import { openBare, sealBare } from "./bare-seal.js";
import { type Bench, type Claim, limit, median } from "./claim.js";
import { sideBySide } from "./side-by-side.js";
import { onStage, type Stage } from "./stage.js";

const callers = 64;
const standardKeys = 200;
const provider = "github";

export const tokenCold: Claim = {
  id: "PF-03",
  name: "token-cold",
  purpose: "get a held token that is not in memory, 64 callers on one key",
  run: (bench) => onStage((stage) => measureCold(bench, stage, standardKeys)),
};

export async function measureCold(bench: Bench, stage: Stage, keys: number): Promise<void> {
  const users = await stage.addUsers(keys);
  const keyring = Keyring.parse(generateKey());
  const writer = await openStore(stage, keyring);
  for (const userId of users)
    await writer.tokens.put({ userId }, { provider }, { accessToken: `gho_${userId}`, tokenType: "Bearer" });
  await writer.close();
  const queries = watchQueries();
  const reads: number[] = [];
  const peer = await preparePeer(stage, users);
  const samples = await sideBySide(bench, {
    ours: async () => {
      // As after a start: nothing is in memory.
      const store = await openStore(stage, keyring);
      const times = await coldTimes(store, users, queries, reads);
      await store.close();
      return median(times);
    },
    peer,
  });
  queries.stop();
  const row = { id: "PF-03", case: `${callers} callers on one key` };
  bench.add({ ...row, unit: "reads", ours: reads, peer: limit(1), peerName: "limit", goal: "≤1" });
  bench.add({ ...row, unit: "ms", ours: samples.ours, peer: samples.peer, peerName: "one SELECT + one open", goal: "≤2" });
}

async function openStore({ urls: { requestUrl, workerUrl } }: Stage, keyring: Keyring): Promise<TokenStore> {
  const upkeep = { warm: { most: 0 }, reconcileEvery: 0, sweepEvery: 0 } as const;
  const store = await openTokenStore({ database: { requestUrl, workerUrl }, keyring, upkeep });
  while (store.status().changeFeed.ageMs === null) await systemClock.pause(2);
  return store;
}

interface Queries {
  /** Statements about held tokens since the last call. */
  take(): number;
  stop(): void;
}

/** Counts what this process asks the database about held tokens. */
function watchQueries(): Queries {
  const { prototype } = pg.Client;
  // oxlint-disable-next-line typescript/unbound-method -- it is called with its own `this` below
  const original = prototype.query;
  let count = 0;
  prototype.query = function watched(this: pg.Client, ...given: unknown[]): unknown {
    const [first] = given;
    const text = typeof first === "string" ? first : String(Reflect.get(Object(first), "text"));
    if (text.includes("holdfast.held_token")) count += 1;
    return Reflect.apply(original, this, given);
  } as typeof original;
  return {
    take: () => {
      const taken = count;
      count = 0;
      return taken;
    },
    stop: () => void (prototype.query = original),
  };
}

/** Milliseconds until all callers of a key have their token, for each key; and to `reads`, the reads that it took. */
async function coldTimes(
  { tokens }: TokenStore,
  users: readonly UserId[],
  queries: Queries,
  reads: number[],
): Promise<readonly number[]> {
  const times: number[] = [];
  queries.take();
  for (const userId of users) {
    const began = performance.now();
    const all = await Promise.all(Array.from({ length: callers }, () => tokens.get(userId, provider)));
    times.push(performance.now() - began);
    reads.push(queries.take());
    if (all.some(({ status }) => status !== "active")) throw new Error("A caller went away without a token.");
  }
  return times;
}

/** One point SELECT of the same row over a connection that is open, and one open of one secret with what Node brings along. */
async function preparePeer({ pool }: Stage, users: readonly UserId[]): Promise<() => Promise<number>> {
  const key = randomBytes(32);
  const sealed = sealBare(key, Buffer.from("gho_0123456789abcdef0123456789abcdef0123"));
  const text =
    "select id, access_token, generation, status, expires_at from holdfast.held_token where user_id = $1 and provider = $2";
  return async () => {
    const client = await pool.connect();
    const times: number[] = [];
    for (const userId of users) {
      const began = performance.now();
      await client.query({ name: "peer", text, values: [userId, provider] });
      openBare(key, sealed);
      times.push(performance.now() - began);
    }
    client.release();
    return median(times);
  };
}
