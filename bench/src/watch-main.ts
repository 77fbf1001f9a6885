// A process of ours that serves one token again and again until it is told that it was revoked.
import type { UserId } from "@holdfast/contract";
import { Keyring, openTokenStore } from "holdfast";
import { answerAll, orderOf } from "./helper-process.js";

export interface WatchOrder {
  readonly requestUrl: string;
  readonly workerUrl: string;
  /** Where it hears of changes: through a proxy. */
  readonly feedUrl: string;
  readonly keys: string;
  readonly provider: string;
}

/** When it was served last, in milliseconds since 1970, with fractions. */
export interface Watched {
  readonly lastServedAt: number;
  readonly served: number;
}

const { requestUrl, workerUrl, feedUrl, keys, provider } = orderOf<WatchOrder>();
const upkeep = { warm: { most: 0 }, reconcileEvery: 0, sweepEvery: 0 } as const;
const { tokens } = await openTokenStore({
  database: { requestUrl, workerUrl, poolSize: 2 },
  feedUrl,
  keyring: Keyring.parse(keys),
  upkeep,
});
let watching: Promise<Watched> | undefined;

async function watch(userId: UserId, serving: () => void): Promise<Watched> {
  let [served, lastServedAt] = [0, 0];
  while ((await tokens.get(userId, provider)).status === "active") {
    lastServedAt = performance.timeOrigin + performance.now();
    served += 1;
    if (served === 10) serving();
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  return { lastServedAt, served };
}

/** `begin` answers when the token is being served, `end` when it is not served any more. */
answerAll(async ({ begin }) => {
  if (typeof begin !== "string") return watching;
  await new Promise<void>((resolve) => void (watching = watch(begin as UserId, resolve)));
  return null;
});
