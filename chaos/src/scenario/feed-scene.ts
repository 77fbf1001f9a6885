// What the scenarios of the change feed share: one process that ends tokens, two that serve them behind a proxy each, and the reckoning.
import { Keyring, openTokenStore, type TokenStore } from "holdfast";
import { createFaultProxy, type FaultProxy } from "holdfast/testing";
import type { Outcome, Run } from "../scenario.js";
import { onStage, type Stage } from "../stage/stage.js";
import { TokenWorker } from "../worker/token-worker.js";

/** Δ, as the promise has it. */
const delta = 1000;
const token = { accessToken: "chaos", tokenType: "Bearer" };

export interface Feeds extends Run {
  /** Before the listening connection of each serving process. */
  readonly proxies: readonly FaultProxy[];
}

export interface Round {
  readonly index: number;
  /** Ends the token; resolves when its owner is told so. */
  readonly end: () => Promise<void>;
}

/** `act` does its faults around `end` and answers how many it injected, and how long they lasted before it. */
type Act = (feeds: Feeds, round: Round) => Promise<{ readonly injected: number; readonly deadMs: number }>;

export function playFeeds(run: Run, { rounds }: { readonly rounds: number }, act: Act): Promise<Outcome> {
  return onStage({ users: rounds, records: 1 }, async (stage) => {
    const { requestUrl, workerUrl, keys } = stage.order;
    const proxies = [await createFaultProxy(stage.port), await createFaultProxy(stage.port)];
    const owner = await openTokenStore({ database: { requestUrl, workerUrl, poolSize: 4 }, keyring: Keyring.parse(keys) });
    const workers = proxies.map(
      (proxy) => new TokenWorker(run.program, { requestUrl, workerUrl, feedUrl: proxy.url(workerUrl), keys }),
    );
    try {
      await Promise.all(workers.map((worker) => worker.opened()));
      return await reckon({ ...run, proxies }, stage, owner, workers, act);
    } finally {
      await Promise.all(workers.map((worker) => worker.close()));
      await owner.close();
      for (const proxy of proxies) await proxy.close();
    }
  });
}

async function reckon(
  feeds: Feeds,
  { users }: Stage,
  owner: TokenStore,
  workers: readonly TokenWorker[],
  act: Act,
): Promise<Outcome> {
  const times: number[] = [];
  let [injected, served, longestDead] = [0, 0, 0];
  for (const [index, userId] of users.entries()) {
    const provider = "chaos";
    await owner.tokens.put({ userId }, { provider }, token);
    const session = await owner.tokens.mint({ kind: "session", userId });
    const watched = index % 2 === 0 ? { userId, provider } : { userId, provider, session: session.text.reveal() };
    const watching = workers.map((worker) => worker.watch(watched));
    await Promise.all(watching.map(({ serving }) => serving));
    let endedAt = 0;
    const end = async (): Promise<void> => {
      if (index % 2 === 0) await owner.tokens.revoke({ userId }, { provider }, "chaos");
      else await owner.tokens.revokeIssued({ userId }, session.token.id, "chaos");
      endedAt = Date.now();
    };
    const acted = await act(feeds, { index, end });
    injected += acted.injected;
    longestDead = Math.max(longestDead, acted.deadMs);
    const ends = await Promise.all(watching.map(({ ended }) => ended));
    served += ends.reduce((sum, one) => sum + one.served, 0);
    times.push(Math.max(0, ...ends.map(({ lastServedAt }) => lastServedAt - endedAt)));
  }
  const longest = Math.max(...times);
  const median = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
  feeds.say(
    `${times.length} revocations, ${served} answers; served after the revocation: median ${median} ms, at the longest ${longest} ms (Δ is ${delta} ms)`,
  );
  const late = times.filter((time) => time >= delta);
  const problems = late.map((time) => `A revoked token was served for ${time} ms.`);
  const figures = {
    revocations: times.length,
    servedAfterMedianMs: median,
    servedAfterLongestMs: longest,
    deltaMs: delta,
    longestDeadMs: Math.round(longestDead),
  };
  return { injected, acknowledged: times.length, lost: late.length, doubled: 0, longestRecoveryMs: longest, problems, figures };
}
