// PF-14: how long another process goes on serving a token that was revoked, its change feed cut or not: ours, and bentocache with a bus.
import { generateKey, Keyring, openTokenStore, systemClock, type TokenStore } from "holdfast";
import { BentoCache, bentostore } from "bentocache";
import { memoryDriver } from "bentocache/drivers/memory";
import { type Bench, type Claim, limit, type Sample } from "./claim.js";
import { HelperProcess } from "./helper-process.js";
import { CutBus } from "./cut-bus.js";
import { onStage, type Stage } from "./stage.js";
import type { Watched, WatchOrder } from "./watch-main.js";

const provider = "watched";
/** Δ, as the promise has it. */
const bound = 1000;
/** What the peer's entries live for; it is asked for hours in practice. */
const peerLifetime = 3000;

export interface RevokeSize {
  /** Revocations without a cut in one round. */
  readonly plain: number;
  /** Milliseconds that the feed is dead before and after a revocation. */
  readonly cuts: readonly number[];
}

export const revoking: Claim = {
  id: "PF-14",
  name: "revoke",
  purpose: "how long a revoked token is served by another process, its change feed cut or not",
  run: (bench) => onStage((stage) => measureRevoke(bench, stage, { plain: 20, cuts: [500, 2000] })),
};

/** Milliseconds; 0 when it was not served after the revocation. */
interface Times {
  readonly plain: number[];
  readonly cut: number[];
}

export async function measureRevoke(bench: Bench, stage: Stage, size: RevokeSize): Promise<void> {
  const ours = await oursTimes(stage, size, bench.rounds);
  const peer = await peerTimes(size, bench.rounds);
  const longest = (sample: Sample): Sample => [Math.max(...sample)];
  const row = { id: "PF-14", unit: "ms" } as const;
  bench.add({ ...row, case: "median without a cut", ours: ours.plain, peer: limit(20), peerName: "limit", goal: "<1" });
  bench.add({ ...row, case: "longest without a cut", ours: longest(ours.plain), peer: limit(bound), peerName: "Δ", goal: "<1" });
  bench.add({ ...row, case: "longest, feed cut", ours: longest(ours.cut), peer: limit(bound), peerName: "Δ", goal: "<1" });
  bench.add({
    ...row,
    case: "longest, feed cut",
    ours: longest(ours.cut),
    peer: longest(peer),
    peerName: `bentocache, entries of ${peerLifetime} ms`,
    goal: "<1",
  });
}

async function oursTimes(stage: Stage, { plain, cuts }: RevokeSize, rounds: number): Promise<Times> {
  const { requestUrl, workerUrl } = stage.urls;
  const keys = generateKey().reveal();
  const owner = await openTokenStore({ database: { requestUrl, workerUrl, poolSize: 2 }, keyring: Keyring.parse(keys) });
  const order: WatchOrder = { requestUrl, workerUrl, feedUrl: stage.proxy.url(workerUrl), keys, provider };
  const helper = new HelperProcess("./watch-main.ts", order);
  const times: Times = { plain: [], cut: [] };
  try {
    await helper.opened();
    for (let round = 0; round < rounds; round += 1) {
      for (let index = 0; index < plain; index += 1) times.plain.push(await revokeOnce(stage, owner, helper, undefined));
      for (const cut of cuts) times.cut.push(await revokeOnce(stage, owner, helper, cut));
    }
    return times;
  } finally {
    await helper.close();
    await owner.close();
  }
}

const now = (): number => performance.timeOrigin + performance.now();

/** Milliseconds from the moment at which the owner knew of the revocation to the last time that the other process served it. */
async function revokeOnce(stage: Stage, { tokens }: TokenStore, helper: HelperProcess, cut: number | undefined): Promise<number> {
  const [userId] = await stage.addUsers(1);
  if (userId === undefined) throw new Error("There is no user.");
  await tokens.put({ userId }, { provider }, { accessToken: "a token that is revoked" });
  await helper.ask({ begin: userId });
  if (cut !== undefined) {
    await stage.proxy.cut();
    await systemClock.pause(cut);
  }
  await tokens.revoke({ userId }, { provider }, "measured");
  const revokedAt = now();
  const { lastServedAt } = await helper.ask<Watched>({});
  if (cut !== undefined) {
    await systemClock.pause(cut);
    await stage.proxy.restore();
  }
  return Math.max(0, lastServedAt - revokedAt);
}

/** Two nodes with a memory each and a bus between them that delivers at once, unless the second does not listen. */
async function peerTimes({ cuts }: RevokeSize, rounds: number): Promise<Sample> {
  const bus = new CutBus();
  const node = (): BentoCache<{ memory: ReturnType<typeof bentostore> }> =>
    new BentoCache({
      default: "memory",
      stores: {
        memory: bentostore()
          .useL1Layer(memoryDriver({ maxItems: 1000, serialize: false }))
          .useBus(bus.driver()),
      },
    });
  const [one, other] = [node(), node()];
  const times: number[] = [];
  let number = 0;
  const revokeAtPeer = async (cut: number): Promise<number> => {
    const key = `token-${(number += 1)}`;
    const truth = new Map([[key, "a token that is revoked"]]);
    const get = (from: typeof one) => from.getOrSet({ key, ttl: peerLifetime, factory: ({ skip }) => truth.get(key) ?? skip() });
    await get(one);
    await get(other);
    bus.isCut = true;
    await systemClock.pause(Math.min(cut, peerLifetime / 4));
    truth.delete(key);
    await one.delete({ key });
    const revokedAt = now();
    let lastServedAt = 0;
    for (let served = await get(other); served !== undefined && served !== null; served = await get(other)) {
      lastServedAt = now();
      await systemClock.pause(1);
      if (lastServedAt - revokedAt > cut) bus.isCut = false;
    }
    bus.isCut = false;
    return Math.max(0, lastServedAt - revokedAt);
  };
  for (let round = 0; round < rounds; round += 1) for (const cut of cuts) times.push(await revokeAtPeer(cut));
  await Promise.all([one.disconnectAll(), other.disconnectAll()]);
  return times;
}
